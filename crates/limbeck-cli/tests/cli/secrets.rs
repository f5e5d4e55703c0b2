//! A password stands in no output, whatever is wrong with the file or the argument that holds it.

use crate::support::{Answer, Project, assert_session};

const URL: &str = "postgresql://app:S3cr3tPw@h/db";

/// Nothing of the password, with its `@` or without.
fn holds_none(what: &str, answer: &Answer) {
    for text in [&answer.stdout, &answer.stderr] {
        assert!(!text.contains("S3cr") && !text.contains("tPw"), "{what}: {text}");
    }
}

#[test]
fn a_configuration_that_is_wrong() {
    let mut project = Project::with_history();
    for text in [
        "database_url = \"URL\"\n",
        "[scratch]\npostgres = \"URL\"\n",
        "direct-url = \"URL\"\n",
        "url = \"URL\"\nurl = \"URL\"\n",
        "url = URL\n",
        "url = \"URL\n",
        "url = \"postgresql://app:S3cr\\x3tPw@h/db\"\n",
        "url = \"postgresql://app:S3cr\"3tPw@h/db\"\n",
        "url = [\"URL\"]\n",
        "urls = \"URL\"\n",
        "dialects = [\"URL\"]\n",
        "dialects = [\"app:S3cr3tPw@h/db\"]\n",
        "lock_timeout = \"URL\"\n",
        "transaction = \"URL\"\n",
        "[database]\nuser = \"app\"\npassword = \"S3cr3tPw\"\n",
        "database = { user = \"app\", password = \"S3cr3tPw\" }\n",
    ] {
        let text = text.replace("URL", URL);
        project.write("limbeck.toml", &text);
        holds_none(&text, &project.limbeck(&["heads"]));
        holds_none(&text, &project.run(&["heads", "--json"]));
        holds_none(&text, &project.run(&["doctor", "--json"]));
    }
    project.write("other.conf", "database_url = \"postgresql://app:S3cr3tPw@h/db\"\n");
    holds_none("other.conf", &project.limbeck(&["heads", "--config", "other.conf"]));
    assert_session!(project);
}

#[test]
fn a_dotenv_that_is_wrong() {
    let mut project = Project::with_history();
    project.write("limbeck.toml", "");
    for text in [
        "DATABASE_URL: URL\n",
        "SECRET S3cr3tPw\n",
        "A=1\nDATABASE_URL='URL\n",
        "DATABASE_URL=\"URL\n",
        "DATABASE_URL=postgresql//app:S3cr3tPw@h/db\n",
    ] {
        let text = text.replace("URL:", "DATABASE_URL:").replace("URL", URL);
        project.write(".env", &text);
        holds_none(&text, &project.limbeck(&["current"]));
        holds_none(&text, &project.run(&["current", "--json"]));
    }
    assert_session!(project);
}

#[test]
fn a_url_where_none_belongs() {
    let mut project = Project::with_history();
    for command in [
        "URL",
        "url --for URL",
        "history URL",
        "adopt URL",
        "lock URL",
        "heads --dialect URL",
        "heads --color URL",
        "diff --rename URL",
        "merge URL",
        "edit URL",
        "init URL",
        "init URL --force",
        "upgrade URL",
        "stamp URL",
        "show URL",
        "revision -m x --head URL",
        "heads --URL",
        "heads --namespace URL",
    ] {
        let arguments: Vec<String> = command.split(' ').map(|word| word.replace("URL", URL)).collect();
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let answer = project.run(&arguments);
        project.take_down(command, &answer);
        holds_none(command, &answer);
        arguments.push("--json");
        holds_none(command, &project.run(&arguments));
    }
    // What the network says differs from place to place.
    holds_none("dump-schema", &project.run(&["dump-schema", URL]));
    assert!(!project.path("postgresql:").exists());
    project.limbeck(&["url", "postgresql://app:***@h/db", "--for", "asyncpg"]);
    project.limbeck(&["url", "postgresql://h/db", "--url", "postgresql://h/db"]);
    assert_session!(project);
}

#[test]
fn command_lines_that_are_none_are_told_whole_in_json() {
    let mut project = Project::with_history();
    project.limbeck(&["create", "--json"]);
    project.limbeck(&["--json"]);
    project.limbeck(&["--json", "--config", "limbeck.toml", "upgrade", "--sqk"]);
    project.limbeck(&["upgrad", "--json"]);
    project.limbeck(&["merge", "--json", "--color", "red"]);
    project.limbeck(&["url", "--reveal", "--json"]);
    assert_session!(project);
}
