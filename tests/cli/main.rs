//! The command as users run it: exit codes, output, and files.

mod against;
mod check;
mod fetch;
mod generate;
mod help;
mod init;
mod kept;
mod output;
mod overlays;
mod own_types;
mod project;
mod references;
mod sandbox;
mod suggestions;
mod unchanged;
mod unmatched;
mod versions;
mod watch;
