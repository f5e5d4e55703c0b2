use crate::support::Project;

#[test]
fn every_shell_gets_completions_that_know_the_commands() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let answer = project.run(&["completions", shell]);
        assert_eq!(answer.code, 0, "{shell}: {}", answer.stderr);
        assert!(answer.stdout.contains("ensure-version"), "{shell}");
    }
    assert_eq!(project.run(&["completions", "tcsh"]).code, 2);
}

#[test]
fn the_manual_page_is_one_or_one_for_each_command() {
    let project = Project::empty();
    let answer = project.run(&["man"]);
    assert!(answer.code == 0 && answer.stdout.contains(".TH limbeck 1"), "{}", answer.stdout);
    assert_eq!(project.run(&["man", "--output", "man"]).code, 0);
    assert!(project.path("man/limbeck-upgrade.1").is_file());
}
