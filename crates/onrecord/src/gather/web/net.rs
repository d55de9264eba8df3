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
            if local.ip() == peer.ip() && !self.reach.opens(peer) {
                return Err(io::Error::other("it is this computer's own address"));
            }
            let stream: Box<dyn Stream> = Box::new(stream);
            Ok(stream)
        })
    }
}

/// The same connection once the other end has proved, by a certificate that browsers trust, that it is `host`.
pub(super) async fn trusted(stream: Box<dyn Stream>, host: &Host<String>) -> io::Result<Box<dyn Stream>> {
    proved(stream, host, config()?).await
}

async fn proved(
    stream: Box<dyn Stream>,
    host: &Host<String>,
    config: Arc<ClientConfig>,
) -> io::Result<Box<dyn Stream>> {
    let name = match host {
        Host::Domain(name) => ServerName::try_from(name.trim_end_matches('.').to_owned()).map_err(io::Error::other)?,
        Host::Ipv4(ip) => ServerName::IpAddress(TlsIp::from(IpAddr::V4(*ip))),
        Host::Ipv6(ip) => ServerName::IpAddress(TlsIp::from(IpAddr::V6(*ip))),
    };
    Ok(Box::new(TlsConnector::from(config).connect(name, stream).await?))
}

/// Mozilla's roots, built in: the same on every machine, and nothing to install.
fn config() -> io::Result<Arc<ClientConfig>> {
    static CONFIG: OnceLock<Result<Arc<ClientConfig>, rustls::Error>> = OnceLock::new();
    let roots = || webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    CONFIG.get_or_init(|| trusting(roots())).clone().map_err(io::Error::other)
}

fn trusting(roots: RootCertStore) -> Result<Arc<ClientConfig>, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::{ServerConfig, pki_types::PrivateKeyDer};
    use tokio_rustls::TlsAcceptor;

    /// Whether a site with a certificate for `named` is believed to be `quay.example`.
    async fn is_believed(named: &str, trusted: bool) -> bool {
        let made = rcgen::generate_simple_self_signed([named.to_owned()]).expect("a certificate");
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
        let server = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|b| b.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key))
            .expect("a server");
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let serving = tokio::spawn(TlsAcceptor::from(Arc::new(server)).accept(theirs));
        let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        if trusted {
            roots.add(made.cert.der().clone()).expect("a root");
        }
        let host = Host::Domain("quay.example".to_owned());
        let believed = proved(Box::new(ours), &host, trusting(roots).expect("a configuration")).await.is_ok();
        drop(serving.await);
        believed
    }

    #[tokio::test]
    async fn a_site_must_prove_who_it_is() {
        assert!(is_believed("quay.example", true).await);
        assert!(!is_believed("quay.example", false).await, "nobody vouches for it");
        assert!(!is_believed("elsewhere.example", true).await, "it is another");
    }
}
