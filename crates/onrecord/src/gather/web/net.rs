//! The network under the web: names to numbers, numbers to connections, and TLS over them.
//!
//! [`Net`] is the one place where this program meets the network, so that a test can put its own there: a resolver that lies, a dead
//! host, a hundred sites in one process.

use crate::gather::address::Reach;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{IpAddr as TlsIp, ServerName},
};
use std::{
    future::Future,
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{Arc, OnceLock},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;
use url::Host;

/// Bytes both ways.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// What becomes of a question to the network.
pub(crate) type Answered<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

/// A network.
pub(crate) trait Net: Send + Sync {
    /// Every address that a name stands for.
    fn resolve<'a>(&'a self, host: &'a str) -> Answered<'a, Vec<IpAddr>>;

    /// A connection to exactly this address.
    fn connect(&self, to: SocketAddr) -> Answered<'_, Box<dyn Stream>>;
}

/// This computer's network, with the resolver of its system.
#[derive(Debug)]
pub(crate) struct System {
    reach: Reach,
}

impl System {
    pub(crate) fn new(reach: Reach) -> System {
        System { reach }
    }
}

impl Net for System {
    fn resolve<'a>(&'a self, host: &'a str) -> Answered<'a, Vec<IpAddr>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, 0)).await?.map(|a| a.ip()).collect()) })
    }

    fn connect(&self, to: SocketAddr) -> Answered<'_, Box<dyn Stream>> {
        Box::pin(async move {
            let stream = TcpStream::connect(to).await?;
            let (local, peer) = (stream.local_addr()?, stream.peer_addr()?);
            if peer != to {
                return Err(io::Error::other("another machine answered than was asked"));
            }
            // A public address may be this computer's own, with services behind it that trust whoever comes from here.
            if local.ip() == peer.ip() && self.reach == Reach::Public {
                return Err(io::Error::other("it is this computer's own address"));
            }
            let stream: Box<dyn Stream> = Box::new(stream);
            Ok(stream)
        })
    }
}

/// The same connection once the other end has proved, by a certificate that browsers trust, that it is `host`.
pub(super) async fn trusted(stream: Box<dyn Stream>, host: &Host<String>) -> io::Result<Box<dyn Stream>> {
    let name = match host {
        Host::Domain(name) => ServerName::try_from(name.trim_end_matches('.').to_owned()).map_err(io::Error::other)?,
        Host::Ipv4(ip) => ServerName::IpAddress(TlsIp::from(IpAddr::V4(*ip))),
        Host::Ipv6(ip) => ServerName::IpAddress(TlsIp::from(IpAddr::V6(*ip))),
    };
    let connector = TlsConnector::from(config()?);
    Ok(Box::new(connector.connect(name, stream).await?))
}

/// Mozilla's roots, built in: the same on every machine, and nothing to install.
fn config() -> io::Result<Arc<ClientConfig>> {
    static CONFIG: OnceLock<Result<Arc<ClientConfig>, rustls::Error>> = OnceLock::new();
    let make = || {
        let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    };
    CONFIG.get_or_init(make).clone().map_err(io::Error::other)
}
