//! Ctrl-C: the first asks to stop, the second stops.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    task::Poll,
    thread,
};

/// From now on the first Ctrl-C turns the flag true and the second ends the program, which the archive survives as it survives a kill.
/// Where signals cannot be watched, Ctrl-C ends the program as ever.
pub(crate) fn watch() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let (watching, is_watched) = mpsc::channel::<()>();
    let watcher = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            let mut pressed = pin!(tokio::signal::ctrl_c());
            // The first look sets the handler; only then does the caller go on.
            let looked = poll_fn(|context| Poll::Ready(pressed.as_mut().poll(context))).await;
            drop(watching);
            if looked.is_pending() && pressed.await.is_err() {
                return;
            }
            flag.store(true, Ordering::Relaxed);
            if tokio::signal::ctrl_c().await.is_ok() {
                // 128 + SIGINT, as shells report it.
                process::exit(130);
            }
        });
    };
    // Without the thread there is no flag to turn; the run itself does not depend on it.
    if thread::Builder::new().name("interrupt".to_owned()).spawn(watcher).is_ok() {
        let _ = is_watched.recv();
    }
    stop
}
