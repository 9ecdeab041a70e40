/** The names of all fields in a value, joined by dots and without the indices of lists, each with its numbers. */
export function fieldsOf(value: unknown): Map<string, number[]> {
  const fields = new Map<string, number[]>();
  collect(value, [], fields);
  return fields;
}

function collect(value: unknown, path: readonly string[], fields: Map<string, number[]>): void {
  if (Array.isArray(value)) return value.forEach((each) => collect(each, path, fields));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).forEach(([name, each]) => collect(each, [...path, name], fields));
  const numbers = fields.get(path.join('.')) ?? [];
  if (typeof value === 'number') numbers.push(value);
  fields.set(path.join('.'), numbers);
}
