//! How long it takes to load a history and to plan an upgrade, from 1 to 100,000 revisions.
//!
//! The program is run as a user runs it, so that its start is part of the figure, and `true` beside it: what the system takes for any
//! program. Each round runs all of them one after the other; the medians of the rounds are told. CPU time is told too: on a machine that does
//! other work it is the steadier one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::files;
use crate::shell::{self, cargo, root};

/// The sizes of the histories, and how often each is run.
const SIZES: [(usize, usize); 5] = [(1, 41), (100, 41), (1_000, 31), (10_000, 21), (100_000, 9)];

/// Builds the program, writes the histories into a temporary folder, runs them, prints a table in Markdown.
pub(crate) fn run() -> Result<(), String> {
    shell::run(cargo().args(["build", "--release", "--package", "limbeck-cli"]).current_dir(root()))?;
    let program = shell::target().join("release").join(format!("limbeck{}", std::env::consts::EXE_SUFFIX));
    let folder = std::env::temp_dir().join(format!("limbeck-bench-{}", std::process::id()));
    let table = measure(&program, &folder);
    // It lies in the folder for what is temporary: one that cannot be removed does no harm.
    let _ = std::fs::remove_dir_all(&folder);
    eprintln!("{}", table?);
    Ok(())
}

fn measure(program: &Path, folder: &Path) -> Result<String, String> {
    let mut table = String::from(
        "| revisions | `true` | `heads` | CPU | `upgrade head --dry-run` | CPU |\n|---:|---:|---:|---:|---:|---:|\n",
    );
    for (count, rounds) in SIZES {
        let project = folder.join(count.to_string());
        write_history(&project, count)?;
        let programs = [
            (Path::new("true"), &[][..]),
            (program, &["heads"][..]),
            (program, &["upgrade", "head", "--dry-run"][..]),
        ];
        let mut times = vec![Vec::new(); programs.len()];
        // The first round warms the caches, and does not count.
        for round in 0..=rounds {
            for ((program, arguments), times) in programs.iter().zip(&mut times) {
                let time = once(program, arguments, &project)?;
                if round > 0 {
                    times.push(time);
                }
            }
        }
        let [nothing, heads, plan] = times.as_slice() else {
            return Err("three programs were run".to_owned());
        };
        let wall = |times: &[Time]| milliseconds(median(times.iter().map(|time| time.wall)));
        let cpu = |times: &[Time]| {
            let all: Option<Vec<Duration>> = times.iter().map(|time| time.cpu).collect();
            all.map_or_else(|| "–".to_owned(), |all| milliseconds(mean(&all)))
        };
        let _ = writeln!(
            table,
            "| {count} | {} | {} | {} | {} | {} |",
            wall(nothing),
            wall(heads),
            cpu(heads),
            wall(plan),
            cpu(plan)
        );
        eprintln!("{count} revisions measured");
    }
    Ok(table)
}

/// A history as a team has it: one line, and every 25 revisions a branch that is merged again.
fn write_history(project: &Path, count: usize) -> Result<(), String> {
    files::write(&project.join("limbeck.toml"), "url = \"sqlite://app.db\"\n")?;
    let migrations = project.join("migrations");
    files::create(&migrations)?;
    for number in 0..count {
        let parents = match (number, number % 25) {
            (0, _) => "base".to_owned(),
            // 22 and 23 both revise 21, and 24 merges them.
            (_, 23) => id(number - 2),
            (_, 24) => format!("{}, {}", id(number - 2), id(number - 1)),
            _ => id(number - 1),
        };
        let (day, minute) = (number / 1_440, number % 1_440);
        let (year, month, day) = (2015 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let (hour, minute) = (minute / 60, minute % 60);
        let id = id(number);
        let text = format!(
            "-- Create table {number}\n--\n-- @revision   {id}\n-- @revises    {parents}\n\
             -- @created    {year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z\n\n-- @upgrade\n\
             CREATE TABLE table_{number} (\n    id integer PRIMARY KEY,\n    email varchar(255) NOT NULL\n);\n\n\
             -- @downgrade\nDROP TABLE table_{number};\n"
        );
        let name = format!("{year}{month:02}{day:02}_{id}_create_table_{number}.sql");
        files::write(&migrations.join(name), &text)?;
    }
    Ok(())
}

/// Twelve hex digits that look random: the number, multiplied by an odd one, as the low 48 bits of it are a permutation.
fn id(number: usize) -> String {
    let mixed = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    format!("{:012x}", mixed & 0xFFFF_FFFF_FFFF)
}

#[derive(Clone, Copy)]
struct Time {
    wall: Duration,
    /// Of the program and what it waited for; where the system tells.
    cpu: Option<Duration>,
}

fn once(program: &Path, arguments: &[&str], folder: &PathBuf) -> Result<Time, String> {
    let cpu_before = cpu_of_children();
    let begun = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let wall = begun.elapsed();
    if !status.success() {
        return Err(format!("{} {} failed: {status}", program.display(), arguments.join(" ")));
    }
    let cpu = cpu_of_children().zip(cpu_before).map(|(after, before)| after.saturating_sub(before));
    Ok(Time { wall, cpu })
}

/// The CPU time of all children that have ended, from Linux' `/proc/self/stat`: the fields `cutime` and `cstime`, in hundredths of a second.
fn cpu_of_children() -> Option<Duration> {
    let text = files::read(Path::new("/proc/self/stat")).ok()?;
    // The second field is the program's name in parentheses, and may hold blanks.
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A single run is often shorter than the clock's tick: the sum of many is not.
fn mean(times: &[Duration]) -> Duration {
    times.iter().sum::<Duration>() / u32::try_from(times.len().max(1)).unwrap_or(1)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}
