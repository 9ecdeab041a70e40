import { munkres } from 'munkres';

type Pair = readonly [row: number, column: number];

/**
 * Pairs rows and columns with the least total cost; a cost from `maxCost` on is no pair. Rows and columns that no possible
 * pair connects are assigned separately: the result is the same, and most groups are one row and one column.
 */
export function assign(costs: readonly (readonly number[])[], maxCost: number): Pair[] {
  return groupsOf(costs, maxCost).flatMap(({ rows, columns }) => {
    const part = rows.map((row) => columns.map((column) => costs[row]?.[column] ?? maxCost));
    const isOnePair = rows.length === 1 && columns.length === 1;
    const pairs: readonly Pair[] = isOnePair ? [[0, 0]] : munkres(part);
    return pairs
      .filter(([row, column]) => (part[row]?.[column] ?? maxCost) < maxCost)
      .map(([row, column]) => [rows[row] ?? 0, columns[column] ?? 0] as const);
  });
}

interface Group {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Rows and columns that possible pairs connect: each row joins the groups that share a column with it. */
function groupsOf(costs: readonly (readonly number[])[], maxCost: number): readonly Group[] {
  return costs.reduce<readonly Group[]>((groups, row, index) => {
    const columns = row.flatMap((cost, column) => (cost < maxCost ? [column] : []));
    if (columns.length === 0) return groups;
    const isJoined = (group: Group): boolean => columns.some((column) => group.columns.includes(column));
    const joined = groups.filter(isJoined);
    const merged: Group = {
      rows: [...joined.flatMap(({ rows }) => rows), index],
      columns: [...new Set([...joined.flatMap((group) => group.columns), ...columns])],
    };
    return [...groups.filter((group) => !isJoined(group)), merged];
  }, []);
}
