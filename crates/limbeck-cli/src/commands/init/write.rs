//! What `init` writes.

use std::path::{Path, PathBuf};

use limbeck::{Error, ErrorKind, Result};

use super::look::Found;

/// What was written beside the configuration and the folder.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) build_rs: Option<PathBuf>,
    pub(super) hint: Option<String>,
}

pub(super) fn write(config: &Path, base: &Path, found: &Found, build_rs: bool) -> Result<Written> {
    let failed = |error: std::io::Error| Error::new(ErrorKind::File, error.to_string()).with_source(error);
    let script = build_script(&found.directory);
    let path = base.join("build.rs");
    let mut written = Written::default();
    if build_rs {
        if !found.package {
            return Err(Error::new(
                ErrorKind::Usage,
                "there is no Cargo.toml here, so build.rs would not be run",
            ));
        }
        if path.exists() {
            return Err(Error::new(ErrorKind::Usage, format!("`{}` is there already", path.display()))
                .with_hint(format!("put this line into its main: {}", rerun(&found.directory))));
        }
    } else if found.package && !path.exists() {
        written.hint = Some(
            "an application that embeds its revisions needs a build.rs of two lines: `limbeck init --build-rs --force` writes it"
                .to_owned(),
        );
    }
    let folder = base.join(&found.directory);
    fs_err::create_dir_all(&folder).map_err(failed)?;
    // Git keeps no empty folder, and an application that embeds it needs it to be there.
    let keep = folder.join(".gitkeep");
    if !keep.exists() {
        fs_err::write(keep, "").map_err(failed)?;
    }
    fs_err::write(config, configuration(found)).map_err(failed)?;
    if build_rs {
        fs_err::write(&path, script).map_err(failed)?;
        written.build_rs = Some(path);
    }
    Ok(written)
}

fn rerun(directory: &Path) -> String {
    format!("println!(\"cargo::rerun-if-changed={}\");", directory.display())
}

fn build_script(directory: &Path) -> String {
    format!("// New revision files are compiled in, too.\nfn main() {{\n    {}\n}}\n", rerun(directory))
}

fn configuration(found: &Found) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let models: Vec<String> = found.models.iter().map(|pattern| quoted(pattern)).collect();
    let models = if models.is_empty() {
        "# models = [\"src/models/**/*.rs\"]  # Rust sources, *.sql, \"cmd:…\"".to_owned()
    } else {
        format!("models = [{}]", models.join(", "))
    };
    format!(
        "# The configuration of limbeck. Paths count from this file.\n\
         #\n\
         # The database URL is found in this order: --url, LIMBECK_DATABASE_URL, `direct_url` here, DATABASE_URL, .env, `url` here.\n\
         # url = \"postgresql://user@localhost/app\"\n\
         \n\
         migrations = {}\n\
         {models}\n\
         \n\
         [urls]\n\
         # What sqlite:///p means: \"sqlx\" (absolute) or \"sqlalchemy\" (relative).\n\
         sqlite = {}\n",
        quoted(&found.directory.to_string_lossy().replace('\\', "/")),
        quoted(found.style.as_str()),
    )
}
