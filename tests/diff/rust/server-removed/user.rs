pub fn user() -> sdk::Server {
    sdk::Server::SANDBOX
}
