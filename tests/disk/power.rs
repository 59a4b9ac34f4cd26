//! The power goes: what was answered is there, whatever the disk had not yet written.

use std::{ops::Range, time::Instant};

use crate::{
    history::{self, Findings},
    log::Syncs,
    tell,
};

fn all(what: &str, seeds: Range<u64>, live: impl Fn(u64) -> Findings) -> Findings {
    let begun = Instant::now();
    let mut all = Findings::default();
    for seed in seeds.clone() {
        let findings = live(seed);
        all.cuts += findings.cuts;
        all.broken.extend(findings.broken);
        for (all, more) in all.unanswered.iter_mut().zip(findings.unanswered) {
            *all += more;
        }
    }
    tell(&format!(
        "{what}, seeds {seeds:?}: {} cuts, {} broke a promise, unanswered {:?}, {:?}",
        all.cuts,
        all.broken.len(),
        all.unanswered,
        begun.elapsed()
    ));
    for broken in all.broken.iter().take(5) {
        tell(broken);
    }
    all
}

#[test]
fn what_was_answered_is_there_when_the_power_comes_back() {
    let findings = all("all syncs", 0..history::histories(4), |seed| history::live(seed, Syncs::All));
    assert!(findings.broken.is_empty(), "{} broken promises", findings.broken.len());
    assert!(findings.cuts > 100);
    // It was cut at moments that matter.
    let [without, with] = findings.unanswered;
    assert!(without > 0 && with > 0, "{findings:?}");
}

/// The system says once that a sync has failed, and shows what was written as if nothing had been.
#[test]
fn a_sync_that_failed_is_not_taken_for_one_that_was_made() {
    let seeds = 0..3 * history::histories(4);
    let findings = all("a sync fails", seeds, history::live_after_a_failed_sync);
    assert!(findings.broken.is_empty(), "{} broken promises", findings.broken.len());
    assert!(findings.cuts > 100);
}

#[test]
fn without_the_sync_of_a_commit_a_promise_is_broken() {
    let findings = all("as under NORMAL", 0..1, |seed| history::live(seed, Syncs::Normal));
    assert!(!findings.broken.is_empty());
}

#[test]
fn without_any_sync_a_promise_is_broken() {
    let findings = all("as under OFF", 0..1, |seed| history::live(seed, Syncs::Off));
    assert!(!findings.broken.is_empty());
}
