//! A server on loopback with recorded answers, honest and not.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What is answered at a path.
#[derive(Clone, Debug)]
pub enum Answer {
    /// `200` with this body.
    Body(String),
    /// This status, with no body.
    Status(u16),
    /// `302` to there.
    Redirect(String),
    /// The body, each byte after a pause.
    Slow(String, Duration),
    /// A length of so many bytes is promised, or none; as many are sent.
    Huge {
        /// How many.
        bytes: u64,
        /// Whether they are promised.
        promised: bool,
    },
    /// The connection is closed without a word.
    Dead,
    /// Less than promised.
    Torn(String),
}

type Answers = Arc<Mutex<BTreeMap<String, Answer>>>;

/// The server. Its thread ends with the process.
#[derive(Clone, Debug)]
pub struct Local {
    answers: Answers,
    asked: Arc<Mutex<Vec<Asked>>>,
    base: String,
}

/// A question that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Path and query.
    pub path: String,
    /// Header lines.
    pub headers: Vec<String>,
}

impl Local {
    /// One that listens, with nothing to say.
    pub fn new() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let local = Local {
            answers: Answers::default(),
            asked: Arc::default(),
            base: format!("http://{}", listener.local_addr()?),
        };
        let server = local.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                // Who hangs up early is no concern of ours.
                std::thread::spawn(move || server.serve(stream).ok());
            }
        });
        Ok(local)
    }

    /// Answers so at a path from here on.
    pub fn answer(&self, path: &str, answer: Answer) -> &Self {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(path.into(), answer);
        self
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Everything that was asked.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.clone()
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        let path = first.split(' ').nth(1).unwrap_or_default().to_string();
        let headers: Result<Vec<_>, _> = lines
            .take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty()))
            .collect();
        let asked = Asked {
            path: path.clone(),
            headers: headers?,
        };
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(asked);
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.get(&path).cloned().unwrap_or(Answer::Status(404));
        drop(answers);
        write(&mut stream, answer)
    }
}

fn head(stream: &mut TcpStream, status: u16, more: &str) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status} So\r\nConnection: close\r\n{more}\r\n"
    )
}

fn write(stream: &mut TcpStream, answer: Answer) -> std::io::Result<()> {
    let length = |bytes: usize| format!("Content-Length: {bytes}\r\n");
    match answer {
        Answer::Body(body) => {
            head(stream, 200, &length(body.len()))?;
            stream.write_all(body.as_bytes())
        }
        Answer::Status(status) => head(stream, status, &length(0)),
        Answer::Redirect(to) => head(stream, 302, &format!("Location: {to}\r\n{}", length(0))),
        Answer::Slow(body, pause) => {
            head(stream, 200, &length(body.len()))?;
            for byte in body.as_bytes() {
                std::thread::sleep(pause);
                stream.write_all(&[*byte])?;
            }
            Ok(())
        }
        Answer::Huge { bytes, promised } => {
            let promise = match promised {
                true => format!("Content-Length: {bytes}\r\n"),
                false => String::new(),
            };
            head(stream, 200, &promise)?;
            let part = [b'7'; 4_096];
            let mut sent = 0u64;
            while sent < bytes {
                stream.write_all(&part)?;
                sent = sent.saturating_add(part.len() as u64);
            }
            Ok(())
        }
        Answer::Dead => Ok(()),
        Answer::Torn(body) => {
            head(stream, 200, &length(body.len().saturating_add(100)))?;
            stream.write_all(body.as_bytes())
        }
    }
}
