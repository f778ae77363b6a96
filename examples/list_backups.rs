//! Lists the backups of a cluster or of a folder, from the real service.
//!
//! ```sh
//! export IAM_TOKEN=…
//! cargo run --example list_backups -- --cluster ID
//! cargo run --example list_backups -- --folder ID --endpoint https://mdb.api.cloud.yandex.net
//! ```

use std::env;
use std::process::ExitCode;

use clap::{ArgGroup, Parser};
use generated::models::Backup;
use generated::{Call, Client, Error, Paged};

/// Lists the backups of a cluster or of a folder.
///
/// The IAM token is taken from the environment variable IAM_TOKEN.
#[derive(Parser)]
#[command(group = ArgGroup::new("owner").required(true))]
struct Options {
    /// The ID of the cluster
    #[arg(long, value_name = "ID", group = "owner")]
    cluster: Option<String>,
    /// The ID of the folder
    #[arg(long, value_name = "ID", group = "owner")]
    folder: Option<String>,
    /// The base URL of the API [default: the server of the OpenAPI document]
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = Options::parse();
    // Not an argument: arguments are visible to other users and stay in the shell's history.
    let Some(token) = env::var("IAM_TOKEN").ok().filter(|it| !it.is_empty()) else {
        eprintln!("error: IAM_TOKEN is not set\n\nSet it to an IAM token and try again.");
        return ExitCode::from(2);
    };
    match run(&options, token).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            if let Some(help) = help(&error) {
                eprintln!("\n{help}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options, token: String) -> Result<(), Error> {
    let mut builder = Client::builder().bearer_token(token);
    if let Some(endpoint) = &options.endpoint {
        builder = builder.base_url(endpoint);
    }
    let client = builder.build()?;
    if let Some(id) = &options.cluster {
        show_all(client.cluster().list_backups(id)).await?;
    }
    if let Some(id) = &options.folder {
        show_all(client.backup().list(id)).await?;
    }
    Ok(())
}

/// Prints all items of a list operation.
async fn show_all(call: Call<Client, impl Paged<Item = Backup>>) -> Result<(), Error> {
    let mut backups = call.items();
    while let Some(backup) = backups.try_next().await? {
        show(&backup);
    }
    Ok(())
}

/// Prints one line. Only the ID is required.
fn show(backup: &Backup) {
    let made = backup.created_at.as_ref().map_or("-", |time| time.as_str());
    let kind = backup.type_.as_ref().map_or("-", |kind| kind.as_str());
    let size = backup.size.map_or("-".to_owned(), |size| size.to_string());
    println!("{}\t{made}\t{kind}\t{size}", backup.id);
}

/// Returns what the user can do about an error.
fn help(error: &Error) -> Option<&'static str> {
    if error.is_auth() {
        Some("IAM tokens expire after a few hours. Get a new one and try again.")
    } else if error.status() == Some(404) {
        Some("Check the ID, and that you have access to the resource.")
    } else if error.is_connect() {
        Some("Check the endpoint.")
    } else {
        None
    }
}
