#![no_main]

oascribe_fuzz::target!("generate");
