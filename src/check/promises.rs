//! What the rules of a site promise its readers, in their words.
//!
//! In: the levels that the site gives its rules. Out: sentences. A sentence is said only if every rule
//! that it rests on stops the site from being published, so that the statement on a page about privacy
//! cannot say more than the rules do.

use super::levels::{Flags, Level, Levels};
use super::rules;
use crate::config::Config;
use crate::source::SourceText;

/// One sentence, and the rules that it rests on, by name.
#[derive(Debug)]
pub struct Promise {
    /// For readers: plain words, true of every page.
    pub sentence: &'static str,
    /// All of them have to be errors.
    pub rules: &'static [&'static str],
}

/// All that can be promised, in the order in which readers are told.
pub const PROMISES: &[Promise] = &[
    Promise {
        sentence: "No page runs a script. So no page can watch what you do on it.",
        rules: &["script", "event-handler", "script-address"],
    },
    Promise {
        sentence: "A page loads nothing from anybody else: no fonts, no pictures, no films, no counters of \
                   visits.",
        rules: &["third-party-resource", "style-request", "early-connection"],
    },
    Promise {
        sentence: "No page shows a page of somebody else inside it.",
        rules: &["embedded-page"],
    },
    Promise {
        sentence: "No form sends what you write or choose to another site, or by mail.",
        rules: &["remote-form"],
    },
    Promise {
        sentence: "What you open on a page makes your browser load nothing more.",
        rules: &["hidden-lazy-image"],
    },
    Promise {
        sentence: "A link to another site does not tell that site which page you came from, and does \
                   not tell anybody that you followed it.",
        rules: &["referrer-leak", "link-ping"],
    },
    Promise {
        sentence: "Each page tells your browser to refuse whatever is not from this site.",
        rules: &["missing-policy", "weak-policy", "policies-differ"],
    },
];

/// What nobody can read in the files of a site, in words for readers.
pub const NOT_IN_THE_FILES: [&str; 4] = [
    "What the host of this site writes down when you ask for a page. Most hosts keep a list of \
     requests: the time, the page and the internet address.",
    "Whether a service between the host and you adds something to a page, such as a script.",
    "What others see who run your network or look after your device, such as an employer or a \
     school.",
    "What your browser and its extensions keep.",
];

/// What the rules promise as the configuration sets them. What the command line says is for one run
/// and changes no page.
#[must_use]
pub fn promises(config: &Config, source: &SourceText) -> Vec<&'static str> {
    let Ok((levels, _)) = Levels::new(&Flags::default(), config, source) else { return Vec::new() };
    given(&levels)
}

/// The sentences whose rules are all errors.
pub(super) fn given(levels: &Levels) -> Vec<&'static str> {
    let is_kept =
        |name: &&str| rules::find(name).is_some_and(|rule| levels.of(rule) == Level::Error);
    let kept = PROMISES.iter().filter(|promise| promise.rules.iter().all(is_kept));
    kept.map(|promise| promise.sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::super::rule::Group;
    use super::*;

    /// Rules that guard the others and promise readers nothing by themselves.
    const SILENT: [&str; 2] = ["inline-style", "policy-blocks"];

    #[test]
    fn every_privacy_rule_that_stops_a_site_stands_behind_a_sentence() {
        let promised: Vec<&str> = PROMISES.iter().flat_map(|p| p.rules).copied().collect();
        for name in promised.iter().chain(&SILENT) {
            let rule = rules::find(name);
            assert!(rule.is_some_and(|r| r.group == Group::Privacy), "there is no rule {name}");
        }
        let privacy = rules::ALL.iter().filter(|rule| rule.group == Group::Privacy);
        for rule in privacy.filter(|rule| rule.level == Level::Error) {
            let name = rule.code.name;
            assert!(
                promised.contains(&name) != SILENT.contains(&name),
                "{name} needs a sentence in PROMISES, or a place in SILENT"
            );
        }
    }

    #[test]
    fn a_rule_that_a_site_relaxes_takes_its_sentence_with_it() {
        let path = crate::source::SourcePath::new("goodfit.yaml").expect("a path");
        let source = SourceText::new(path, "");
        let mut config = Config::default();
        assert_eq!(promises(&config, &source).len(), PROMISES.len());
        config.check.warn = vec!["event-handler".to_owned()];
        let kept = promises(&config, &source);
        assert_eq!(kept.len(), PROMISES.len() - 1);
        assert!(!kept.iter().any(|sentence| sentence.contains("script")));
        config.check.allow = vec!["privacy".to_owned()];
        assert_eq!(promises(&config, &source), Vec::<&str>::new());
    }
}
