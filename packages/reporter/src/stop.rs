use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A wish to stop, that ends every wait.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    /// Nobody wishes it.
    pub fn new() -> Self {
        Stop::default()
    }

    /// Stops, from any thread.
    pub fn now(&self) {
        let (wished, told) = &*self.0;
        *wished.lock().unwrap_or_else(PoisonError::into_inner) = true;
        told.notify_all();
    }

    /// Whether somebody wishes it.
    pub fn is_wished(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits, and says whether to go on.
    pub fn wait(&self, time: Duration) -> bool {
        let (wished, told) = &*self.0;
        let wished = wished.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = told.wait_timeout_while(wished, time, |wished| !*wished);
        let (wished, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !*wished
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_wait_ends_when_somebody_says_so() {
        let stop = Stop::new();
        assert!(stop.wait(Duration::from_millis(1)));
        let other = stop.clone();
        let began = Instant::now();
        let thread = std::thread::spawn(move || other.wait(Duration::from_secs(60)));
        stop.now();
        assert!(!thread.join().expect("it ends"));
        assert!(began.elapsed() < Duration::from_secs(30));
        assert!(stop.is_wished());
    }
}
