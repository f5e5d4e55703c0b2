//! A server that has no TLS: a real one, behind a proxy that keeps from the client that it has.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};

use limbeck_testing::TestServer;
use limbeck_url::{DatabaseUrl, DialectName};

/// The URL of the proxy before a server; it serves as long as this process lives.
pub(crate) fn url(server: TestServer) -> Option<DatabaseUrl> {
    let url = server.url()?;
    let text = url.reveal().expose().clone();
    let port = url.hosts()[0].port().unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let own = listener.local_addr().unwrap().port();
    let dialect = server.dialect();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            std::thread::spawn(move || {
                // An error is one of the connection, which the client has as well.
                let _ = serve(dialect, client, port);
            });
        }
    });
    Some(DatabaseUrl::parse(&text.replace(&format!(":{port}"), &format!(":{own}"))).unwrap())
}

fn serve(dialect: DialectName, mut client: TcpStream, port: u16) -> io::Result<()> {
    let mut server = TcpStream::connect(("127.0.0.1", port))?;
    match dialect {
        DialectName::PostgreSql => say_no(&mut client, &mut server)?,
        DialectName::MySql | DialectName::MariaDb => take_tls_from_greeting(&mut client, &mut server)?,
        DialectName::Sqlite => {}
    }
    let (mut from, mut to) = (client.try_clone()?, server.try_clone()?);
    std::thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
    io::copy(&mut server, &mut client)?;
    client.shutdown(Shutdown::Both)
}

/// The client asks for TLS with a message of a length and the number 80877103 (PostgreSQL manual, "SSLRequest"), and may go on when it hears `N`.
fn say_no(client: &mut TcpStream, server: &mut TcpStream) -> io::Result<()> {
    let mut first = [0; 8];
    client.read_exact(&mut first)?;
    if first[4..] == 80_877_103_u32.to_be_bytes() {
        return client.write_all(b"N");
    }
    server.write_all(&first)
}

/// The server's first packet (MySQL manual, "Protocol::HandshakeV10"): version, connection, eight bytes, a zero, and what it is capable of.
fn take_tls_from_greeting(client: &mut TcpStream, server: &mut TcpStream) -> io::Result<()> {
    const CLIENT_SSL: u8 = 0x08;
    let mut head = [0; 4];
    server.read_exact(&mut head)?;
    let mut greeting = vec![0; usize::from(u16::from_le_bytes([head[0], head[1]]))];
    server.read_exact(&mut greeting)?;
    let version_ends = greeting.iter().position(|byte| *byte == 0).ok_or(io::ErrorKind::InvalidData)?;
    greeting[version_ends + 1 + 4 + 8 + 1 + 1] &= !CLIENT_SSL;
    client.write_all(&head)?;
    client.write_all(&greeting)
}
