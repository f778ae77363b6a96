pub fn user(client: &sdk::Client) -> sdk::api::TagRenamed<sdk::Client> {
    let group = client.tag_renamed();
    let _ = group.list_orders();
    group
}
