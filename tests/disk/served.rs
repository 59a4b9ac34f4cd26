//! A service on a disk that fails: what it answers, and what its health says.

use std::{collections::BTreeMap, path::Path, sync::Arc, time::Duration};

use depositary::{
    journal::Sqlite,
    proto::v1::{
        AgreementForm, AgreementLevel, DraftAgreementRequest, DraftAgreementResponse, GetAgreementRequest,
        ListEventsRequest, agreement_service_client::AgreementServiceClient,
        event_service_client::EventServiceClient,
    },
};
use tonic::{Code, Status, transport::Channel};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use crate::{
    faults::{Fault, Faulty, Kind, panics},
    history::{open, read},
    support::{Service, Setup, english, refused},
    tell,
};

/// How many commands are sent while something fails.
const COMMANDS: usize = 4;

/// Opens the journal as soon as the service before has let go of it.
async fn opened(folder: &Path) -> Sqlite {
    for _ in 0..1000 {
        match open(folder, 1) {
            Err(error) if error.contains("is locked)") => tokio::time::sleep(Duration::from_millis(5)).await,
            opened => return opened.unwrap(),
        }
    }
    panic!("the service holds the journal for ever");
}

async fn start(folder: &Path) -> (Service, Channel) {
    serve_from(opened(folder).await).await
}

async fn serve_from(journal: Sqlite) -> (Service, Channel) {
    let service = Setup { journal: Arc::new(journal), ..Setup::default() }.start().await;
    let channel = service.channel().await;
    (service, channel)
}

async fn draft(channel: &Channel, number: usize) -> Result<DraftAgreementResponse, Status> {
    let draft = DraftAgreementRequest {
        name: format!("agreements/a{number}"),
        request_id: format!("draft-{number}"),
        reference: format!("A{number}"),
        title: english("An agreement that stays"),
        form: AgreementForm::Agreement.into(),
        level: AgreementLevel::Interagency.into(),
        ..DraftAgreementRequest::default()
    };
    Ok(AgreementServiceClient::new(channel.clone()).draft_agreement(draft).await?.into_inner())
}

async fn get(channel: &Channel, number: usize) -> Code {
    let request =
        GetAgreementRequest { name: format!("agreements/a{number}"), ..GetAgreementRequest::default() };
    let answer = AgreementServiceClient::new(channel.clone()).get_agreement(request).await;
    answer.map_or_else(|status| status.code(), |_| Code::Ok)
}

/// The positions of all events: these are read from the journal.
async fn positions(channel: &Channel) -> Result<Vec<i64>, Status> {
    let all = EventServiceClient::new(channel.clone()).list_events(ListEventsRequest::default()).await?;
    Ok(all.into_inner().events.into_iter().map(|event| event.position).collect())
}

async fn health(channel: &Channel) -> ServingStatus {
    let request = HealthCheckRequest { service: String::new() };
    HealthClient::new(channel.clone()).check(request).await.unwrap().into_inner().status()
}

async fn health_becomes_not_serving(channel: &Channel) {
    let told = async {
        while health(channel).await != ServingStatus::NotServing {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), told).await.unwrap();
}

/// Sends commands to a service whose disk fails so. Says whether anything has failed.
async fn serve_with(fault: Fault) -> bool {
    let (folder, disk) = (tempfile::tempdir().unwrap(), Faulty::new());
    let watching = disk_calls::watch(folder.path(), disk.clone()).unwrap();
    let journal = opened(folder.path()).await;
    let (service, channel) = serve_from(journal.clone()).await;
    draft(&channel, 0).await.unwrap();
    assert_eq!(health(&channel).await, ServingStatus::Serving);
    disk.fail(fault);
    let mut answered = vec![0];
    for number in 1..=COMMANDS {
        match draft(&channel, number).await {
            Ok(_) => answered.push(number),
            Err(status) => {
                assert!(disk.has_failed(), "{fault:?}: {status}");
                let why = refused(&status);
                assert_eq!(
                    (why.code, why.reason.as_str()),
                    (Code::Unavailable, "JOURNAL_CLOSED"),
                    "{fault:?}"
                );
                health_becomes_not_serving(&channel).await;
            }
        }
    }
    // Once it is closed it stays closed, whether or not the disk is well again.
    assert!(answered.iter().copied().eq(0..answered.len()), "{fault:?}: {answered:?}");
    for number in 0..=COMMANDS {
        let there = if answered.contains(&number) { Code::Ok } else { Code::NotFound };
        assert_eq!(get(&channel, number).await, there, "{fault:?}: {number}");
    }
    match positions(&channel).await {
        Ok(positions) => assert!(positions.into_iter().eq(1..=answered.len() as i64), "{fault:?}"),
        Err(status) => {
            assert_eq!(fault.kind, Kind::Read, "{fault:?}: {status}");
            assert_eq!(refused(&status).reason, "JOURNAL_UNREADABLE", "{fault:?}");
        }
    }
    drop(channel);
    service.stop().await;
    // As the process does; else it is closed at some time after the disk is well again.
    journal.close();
    drop(journal);
    let has_failed = disk.heal();

    let records = read(&opened(folder.path()).await).unwrap().len();
    assert!((answered.len()..=answered.len() + 1).contains(&records), "{fault:?}: {records} records");
    let (service, channel) = start(folder.path()).await;
    for number in 0..=COMMANDS {
        let replayed = draft(&channel, number).await.unwrap().receipt.unwrap().replayed;
        assert_eq!(replayed, number < records, "{fault:?}: {number}");
    }
    assert!(positions(&channel).await.unwrap().into_iter().eq(1..=COMMANDS as i64 + 1), "{fault:?}");
    drop(channel);
    service.stop().await;
    assert_eq!(read(&opened(folder.path()).await).unwrap().len(), COMMANDS + 1, "{fault:?}");
    drop(watching);
    has_failed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_fails_the_service_says_so_and_loses_nothing() {
    panics();
    let mut faults = BTreeMap::new();
    for kind in [Kind::Write, Kind::Full, Kind::Sync, Kind::Open, Kind::Read] {
        for for_ever in [false, true] {
            // Each that is reached, though the later ones are like the first.
            for after in 0.. {
                if !serve_with(Fault { kind, after, for_ever, on: "" }).await {
                    break;
                }
                *faults.entry(format!("{kind:?}")).or_insert(0) += 1;
            }
        }
    }
    tell(&format!("{faults:?}"));
    // Each command writes more than once, and syncs once; the close syncs, too.
    assert!(faults["Write"] > 4 * COMMANDS && faults["Sync"] > 2 * COMMANDS, "{faults:?}");
    assert_eq!(panics(), [""; 0]);
}
