/* The two recurrences of the reader, over flat (unpadded) sequences: the simple recurrent unit and the linear-chain CRF.
   Sequence s holds rows off[s] .. off[s+1]-1. Compiled by kernels.py on first use. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Held to +-30: beyond that the fast division of -ffast-math turns an infinity into a NaN. */
static inline float sigmoid(float x) {
  x = x > 30.0f ? 30.0f : x < -30.0f ? -30.0f : x;
  return 1.0f / (1.0f + expf(-x));
}

/* u: N x 2 x 3 x H (direction; candidate, forget, reset), x: N x 2 x H highway input, v: 2 x 2 x H (forget, reset)
   h, c, f, r: N x 2 x H */
void sru_forward(const float *restrict u, const float *restrict x, const float *restrict v, const long *off, long S, long H,
                 float *restrict h, float *restrict c, float *restrict f, float *restrict r) {
  float *zero = calloc(H, sizeof(float));
  for (long s = 0; s < S; s++)
    for (int d = 0; d < 2; d++) {
      const float *vf = v + d * 2 * H, *vr = vf + H, *prev = zero;
      long n = off[s + 1] - off[s];
      for (long k = 0; k < n; k++) {
        long t = d ? off[s + 1] - 1 - k : off[s] + k;
        const float *uz = u + (t * 2 + d) * 3 * H, *uf = uz + H, *ur = uf + H, *xx = x + (t * 2 + d) * H;
        float *hh = h + (t * 2 + d) * H, *cc = c + (t * 2 + d) * H, *ff = f + (t * 2 + d) * H, *rr = r + (t * 2 + d) * H;
        for (long i = 0; i < H; i++) {
          float fi = sigmoid(uf[i] + vf[i] * prev[i]);
          float ri = sigmoid(ur[i] + vr[i] * prev[i]);
          float ci = uz[i] + fi * (prev[i] - uz[i]);
          ff[i] = fi; rr[i] = ri; cc[i] = ci;
          hh[i] = xx[i] + ri * (ci - xx[i]);
        }
        prev = cc;
      }
    }
  free(zero);
}

void sru_backward(const float *restrict u, const float *restrict x, const float *restrict v, const long *off, long S, long H,
                  const float *restrict c, const float *restrict f, const float *restrict r, const float *restrict dh,
                  float *restrict du, float *restrict dx, float *restrict dv) {
  float *zero = calloc(H, sizeof(float)), *dc = malloc(H * sizeof(float));
  for (long s = 0; s < S; s++)
    for (int d = 0; d < 2; d++) {
      const float *vf = v + d * 2 * H, *vr = vf + H;
      float *dvf = dv + d * 2 * H, *dvr = dvf + H;
      long n = off[s + 1] - off[s];
      memset(dc, 0, H * sizeof(float));
      for (long k = n - 1; k >= 0; k--) {
        long t = d ? off[s + 1] - 1 - k : off[s] + k, tp = d ? t + 1 : t - 1;
        const float *prev = k ? c + (tp * 2 + d) * H : zero;
        const float *uz = u + (t * 2 + d) * 3 * H, *xx = x + (t * 2 + d) * H;
        const float *cc = c + (t * 2 + d) * H, *ff = f + (t * 2 + d) * H, *rr = r + (t * 2 + d) * H, *g = dh + (t * 2 + d) * H;
        float *dz = du + (t * 2 + d) * 3 * H, *df = dz + H, *dr = df + H, *xd = dx + (t * 2 + d) * H;
        for (long i = 0; i < H; i++) {
          float ri = rr[i], fi = ff[i], gi = g[i];
          float di = dc[i] + gi * ri;
          float dri = gi * (cc[i] - xx[i]) * ri * (1 - ri);
          float dfi = di * (prev[i] - uz[i]) * fi * (1 - fi);
          xd[i] = gi * (1 - ri);
          dz[i] = di * (1 - fi); df[i] = dfi; dr[i] = dri;
          dc[i] = di * fi + dfi * vf[i] + dri * vr[i];
          dvf[i] += dfi * prev[i]; dvr[i] += dri * prev[i];
        }
      }
    }
  free(zero); free(dc);
}

static float lse(const float *a, int K) {
  float m = a[0], s = 0;
  for (int i = 1; i < K; i++) if (a[i] > m) m = a[i];
  for (int i = 0; i < K; i++) s += expf(a[i] - m);
  return m + logf(s);
}

/* e: N x K emissions, tr: (K+2) x K (rows K = start, K+1 = end), logz: S, p: N x K marginals, pair: N x K x K (row t: t-1 -> t) or NULL,
   sum: (K+2) x K expected transitions, added up over all sequences with weight w[s] */
void crf_marginals(const float *e, const float *tr, const long *off, long S, int K, const float *w, double *logz, float *p, float *pair, double *sum) {
  float a[16], b[16], q[16];
  const float *start = tr + K * K, *end = start + K;
  for (long s = 0; s < S; s++) {
    long n = off[s + 1] - off[s], o = off[s];
    float *al = malloc(n * K * sizeof(float)), *be = malloc(n * K * sizeof(float));
    for (int j = 0; j < K; j++) al[j] = start[j] + e[o * K + j];
    for (long t = 1; t < n; t++)
      for (int j = 0; j < K; j++) {
        for (int i = 0; i < K; i++) a[i] = al[(t - 1) * K + i] + tr[i * K + j];
        al[t * K + j] = lse(a, K) + e[(o + t) * K + j];
      }
    for (int j = 0; j < K; j++) be[(n - 1) * K + j] = end[j];
    for (long t = n - 2; t >= 0; t--)
      for (int i = 0; i < K; i++) {
        for (int j = 0; j < K; j++) b[j] = tr[i * K + j] + e[(o + t + 1) * K + j] + be[(t + 1) * K + j];
        be[t * K + i] = lse(b, K);
      }
    for (int j = 0; j < K; j++) q[j] = al[(n - 1) * K + j] + end[j];
    float z = lse(q, K);
    logz[s] = z;
    for (long t = 0; t < n; t++)
      for (int j = 0; j < K; j++) p[(o + t) * K + j] = expf(al[t * K + j] + be[t * K + j] - z);
    for (int j = 0; j < K; j++) { sum[K * K + j] += w[s] * p[o * K + j]; sum[(K + 1) * K + j] += w[s] * p[(o + n - 1) * K + j]; }
    for (long t = 1; t < n; t++)
      for (int i = 0; i < K; i++)
        for (int j = 0; j < K; j++) {
          float x = expf(al[(t - 1) * K + i] + tr[i * K + j] + e[(o + t) * K + j] + be[t * K + j] - z);
          sum[i * K + j] += w[s] * x;
          if (pair) pair[((o + t) * K + i) * K + j] = x;
        }
    free(al); free(be);
  }
}

/* best path; y: N tags */
void crf_best(const float *e, const float *tr, const long *off, long S, int K, long *y) {
  const float *start = tr + K * K, *end = start + K;
  for (long s = 0; s < S; s++) {
    long n = off[s + 1] - off[s], o = off[s];
    float *a = malloc(n * K * sizeof(float));
    int *from = malloc(n * K * sizeof(int));
    for (int j = 0; j < K; j++) a[j] = start[j] + e[o * K + j];
    for (long t = 1; t < n; t++)
      for (int j = 0; j < K; j++) {
        int bi = 0;
        float bv = -1e30f;
        for (int i = 0; i < K; i++) { float x = a[(t - 1) * K + i] + tr[i * K + j]; if (x > bv) { bv = x; bi = i; } }
        a[t * K + j] = bv + e[(o + t) * K + j];
        from[t * K + j] = bi;
      }
    int j = 0;
    for (int i = 1; i < K; i++) if (a[(n - 1) * K + i] + end[i] > a[(n - 1) * K + j] + end[j]) j = i;
    for (long t = n - 1; t >= 0; t--) { y[o + t] = j; j = from[t * K + j]; }
    free(a); free(from);
  }
}
