"""torch functions over kernels.c: Sru and crf_loss, with their gradients; crf_best and crf_marginals for reading."""
import ctypes
import hashlib
import os
import subprocess
import tempfile

import torch

HERE = os.path.dirname(os.path.abspath(__file__))


def _build():
    src = os.path.join(HERE, "kernels.c")
    digest = hashlib.sha256(open(src, "rb").read()).hexdigest()[:16]
    lib = os.path.join(tempfile.gettempdir(), f"reader-kernels-{digest}.so")
    if not os.path.exists(lib):
        tmp = f"{lib}.{os.getpid()}"
        subprocess.run(["cc", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", src, "-o", tmp, "-lm"], check=True)
        os.replace(tmp, lib)
    return ctypes.CDLL(lib)


LIB = _build()


def _p(t):
    assert t is None or t.is_contiguous()
    return ctypes.c_void_p(t.data_ptr() if t is not None else None)


class Sru(torch.autograd.Function):
    """(u: N,2,3,H; x: N,2,H; v: 2,2,H; off: S+1) -> N,2,H"""

    @staticmethod
    def forward(ctx, u, x, v, off):
        u, x, v = u.contiguous(), x.contiguous(), v.contiguous()
        h, c, f, r = (torch.empty_like(x) for _ in range(4))
        LIB.sru_forward(_p(u), _p(x), _p(v), _p(off), ctypes.c_long(len(off) - 1), ctypes.c_long(x.shape[-1]), _p(h), _p(c), _p(f), _p(r))
        ctx.save_for_backward(u, x, v, off, c, f, r)
        return h

    @staticmethod
    def backward(ctx, dh):
        u, x, v, off, c, f, r = ctx.saved_tensors
        dh = dh.contiguous()
        du, dx, dv = torch.empty_like(u), torch.empty_like(x), torch.zeros_like(v)
        LIB.sru_backward(_p(u), _p(x), _p(v), _p(off), ctypes.c_long(len(off) - 1), ctypes.c_long(x.shape[-1]),
                         _p(c), _p(f), _p(r), _p(dh), _p(du), _p(dx), _p(dv))
        return du, dx, dv, None


def crf_marginals(e, tr, off, weight=None, pairs=False):
    """-> log Z per sequence, marginals N,K, expected transitions K+2,K, and pair marginals N,K,K if asked."""
    e, tr = e.detach().contiguous(), tr.detach().contiguous()
    n, k = e.shape
    s = len(off) - 1
    logz, p, total = torch.zeros(s, dtype=torch.float64), torch.empty_like(e), torch.zeros(k + 2, k, dtype=torch.float64)
    pair = torch.zeros(n, k, k) if pairs else None
    weight = torch.ones(s) if weight is None else weight
    LIB.crf_marginals(_p(e), _p(tr), _p(off), ctypes.c_long(s), ctypes.c_int(k), _p(weight), _p(logz), _p(p), _p(pair), _p(total))
    return logz, p, total.float(), pair


class CrfLoss(torch.autograd.Function):
    """Cross-entropy of the CRF against a target given as expected tags q (N,K) and expected transitions qt (K+2,K)."""

    @staticmethod
    def forward(ctx, e, tr, off, q, qt):
        logz, p, total, _ = crf_marginals(e, tr, off)
        ctx.save_for_backward(p - q, total - qt)
        return logz.sum().float() - (e * q).sum() - (tr * qt).sum()

    @staticmethod
    def backward(ctx, g):
        de, dt = ctx.saved_tensors
        return g * de, g * dt, None, None, None


def gold_target(y, off, k):
    """Tags -> (q, qt) for CrfLoss."""
    q = torch.nn.functional.one_hot(y, k).float()
    qt = torch.zeros(k + 2, k)
    inner = torch.ones(len(y), dtype=torch.bool)
    inner[off[:-1]] = False
    at = torch.nonzero(inner)[:, 0]
    qt.view(-1).index_add_(0, y[at - 1] * k + y[at], torch.ones(len(at)))
    qt[k].index_add_(0, y[off[:-1]], torch.ones(len(off) - 1))
    qt[k + 1].index_add_(0, y[off[1:] - 1], torch.ones(len(off) - 1))
    return q, qt


def crf_best(e, tr, off):
    e, tr = e.detach().contiguous(), tr.detach().contiguous()
    y = torch.empty(len(e), dtype=torch.long)
    LIB.crf_best(_p(e), _p(tr), _p(off), ctypes.c_long(len(off) - 1), ctypes.c_int(e.shape[1]), _p(y))
    return y
