//! Maximum-weight one-to-one matching (the Hungarian algorithm with potentials, O(n²m); Kuhn 1955, Jonker and Volgenant 1987).

/// Pairs `(row, column)` of the matching with the greatest sum of weights; `min(rows, columns)` of them.
pub(super) fn best_pairs(weights: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (weights.len(), weights.first().map_or(0, Vec::len));
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    if rows <= columns {
        assign(rows, columns, |i, j| weights[i][j])
    } else {
        assign(columns, rows, |i, j| weights[j][i]).into_iter().map(|(i, j)| (j, i)).collect()
    }
}

/// Needs `n <= m`. Rows and columns are numbered from 1 inside, 0 being the dummy that each new row starts from.
fn assign(n: usize, m: usize, weight: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; m + 1]);
    let (mut row_of, mut way) = (vec![0; m + 1], vec![0; m + 1]);
    for i in 1..=n {
        row_of[0] = i;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; m + 1];
        let mut used = vec![false; m + 1];
        while row_of[column] != 0 {
            used[column] = true;
            let row = row_of[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for j in (1..=m).filter(|&j| !used[j]) {
                let cost = -weight(row - 1, j - 1) - u[row] - v[j];
                if cost < slack[j] {
                    (slack[j], way[j]) = (cost, column);
                }
                if slack[j] < delta {
                    (delta, next) = (slack[j], j);
                }
            }
            for j in 0..=m {
                if used[j] {
                    u[row_of[j]] += delta;
                    v[j] -= delta;
                } else {
                    slack[j] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = way[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    (1..=m).filter(|&j| row_of[j] != 0).map(|j| (row_of[j] - 1, j - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_sum_beats_the_best_first_pick() {
        let mut pairs = best_pairs(&[vec![0.9, 0.8], vec![0.8, 0.1]]);
        pairs.sort();
        assert_eq!(pairs, [(0, 1), (1, 0)]);
    }

    #[test]
    fn more_rows_than_columns() {
        assert_eq!(best_pairs(&[vec![0.1], vec![0.7], vec![0.2]]), [(1, 0)]);
    }
}
