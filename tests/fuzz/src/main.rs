//! Runs targets on random changes of their seeds, with stable Rust.
//!
//! In: the name of a target and a number of inputs. Out: one line with counts and times, and a file for each kind of fault.
//! The inputs have numbers, and a number gives the same input each time. The number of the current input is in a file, so
//! it is known even if the process ends.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;
use fuzz_targets::{Target, find, input};

/// The time for one input.
const LIMIT: Duration = Duration::from_secs(60);

/// Runs a target on random changes of its seeds.
#[derive(Parser)]
struct Args {
    /// reader, generate, diff, pages, overlay, jsonpath, config, events or unions
    target: String,
    /// The number of inputs
    #[arg(default_value_t = 1000)]
    inputs: u64,
    /// The number of the first input
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// A folder of more seeds
    #[arg(long)]
    seeds: Vec<PathBuf>,
    /// A folder for inputs with faults, and for the number of the current input
    #[arg(long, default_value = "target/fuzz")]
    out: PathBuf,
    /// Write the first input to standard output instead of running it
    #[arg(long)]
    print: bool,
    /// Write the seeds to a folder, for libFuzzer
    #[arg(long)]
    write_seeds: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let Some(target) = find(&args.target) else {
        eprintln!("there is no target `{}`", args.target);
        return ExitCode::from(2);
    };
    match run(target, &args) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// The number of kinds of faults.
fn run(target: &'static Target, args: &Args) -> io::Result<usize> {
    let mut seeds = input::seeds(target);
    seeds.extend(input::others(target));
    args.seeds
        .iter()
        .for_each(|folder| seeds.extend(input::files_in(folder)));
    if let Some(folder) = &args.write_seeds {
        return write_seeds(folder, &seeds);
    }
    if args.print {
        let data = input::input(target, &seeds, args.first);
        return io::Write::write_all(&mut io::stdout(), &data).map(|()| 0);
    }
    fs::create_dir_all(&args.out)?;
    let faults = Faults::collect();
    let stack = thread::Builder::new().stack_size(8 << 20);
    let (out, first, inputs) = (args.out.clone(), args.first, args.inputs);
    let worker = stack.spawn(move || -> io::Result<String> {
        let numbers = first..first.saturating_add(inputs);
        run_all(target, &seeds, numbers, &out)
    })?;
    let summary = watched(worker, target)?;
    let found = faults.print();
    println!("{summary}, {found} kinds of faults");
    Ok(found)
}

fn write_seeds(folder: &Path, seeds: &[(PathBuf, Vec<u8>)]) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    for (index, (_, seed)) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{index:04}")), seed)?;
    }
    Ok(0)
}

/// The number of the current input, plus one.
static CURRENT: AtomicU64 = AtomicU64::new(0);

/// Ends the process if an input takes too long.
fn watched(worker: thread::JoinHandle<io::Result<String>>, target: &Target) -> io::Result<String> {
    let (mut last, mut since) = (0, Instant::now());
    while !worker.is_finished() {
        thread::sleep(Duration::from_millis(100));
        let current = CURRENT.load(Ordering::Relaxed);
        if current != last {
            (last, since) = (current, Instant::now());
        }
        if since.elapsed() > LIMIT {
            eprintln!("{}: input {} takes too long", target.name, last - 1);
            std::process::exit(1);
        }
    }
    let result = worker.join();
    result.unwrap_or_else(|_| Err(io::Error::other("the runner panicked")))
}

/// Runs all inputs. Returns the summary.
fn run_all(
    target: &Target,
    seeds: &[(PathBuf, Vec<u8>)],
    numbers: std::ops::Range<u64>,
    out: &Path,
) -> io::Result<String> {
    let current = File::create(out.join(format!("{}.current", target.name)))?;
    let (start, mut slowest, mut bytes) = (Instant::now(), (Duration::ZERO, 0), 0);
    let count = numbers.end - numbers.start;
    for number in numbers {
        let data = input::input(target, seeds, number);
        bytes += data.len();
        CURRENT.store(number + 1, Ordering::Relaxed);
        current.write_all_at(format!("{number:20}").as_bytes(), 0)?;
        let before = Instant::now();
        let result = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(&data)));
        slowest = slowest.max((before.elapsed(), number));
        if result.is_err()
            && FOUND
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .is_new(number)
        {
            let file = out.join(format!("{}-{number}", target.name));
            fs::write(file, &data)?;
        }
    }
    Ok(format!(
        "{}: {count} inputs, {} MB, {:.0} s, the slowest is {} with {:.2} s",
        target.name,
        bytes >> 20,
        start.elapsed().as_secs_f64(),
        slowest.1,
        slowest.0.as_secs_f64()
    ))
}

/// The faults so far, by the location of the panic.
static FOUND: Mutex<Faults> = Mutex::new(Faults {
    last: None,
    kinds: BTreeMap::new(),
});

struct Faults {
    /// The location and message of the last panic.
    last: Option<(String, String)>,
    /// Location, to the first input and its message, and the number of inputs.
    kinds: BTreeMap<String, (u64, String, u64)>,
}

impl Faults {
    /// Collects panics from now on, instead of printing them.
    fn collect() -> Collected {
        panic::set_hook(Box::new(|info| {
            let location = info.location().map(ToString::to_string);
            let payload = info.payload();
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
            let message = text.unwrap_or_default().chars().take(600).collect();
            let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
            found.last = Some((location.unwrap_or_default(), message));
        }));
        Collected
    }

    /// Counts the last panic. Returns whether it is the first one at its location.
    fn is_new(&mut self, number: u64) -> bool {
        let Some((location, message)) = self.last.take() else {
            return false;
        };
        let kind = self.kinds.entry(location);
        let kind = kind.or_insert((number, message, 0));
        kind.2 += 1;
        kind.2 == 1
    }
}

struct Collected;

impl Collected {
    /// Prints the kinds of faults. Returns their number.
    fn print(&self) -> usize {
        let found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        for (location, (first, message, count)) in &found.kinds {
            println!("{location}: {count} inputs, the first is {first}: {message}");
        }
        found.kinds.len()
    }
}
