import type { EventPorts } from './event-ports.ts';
import { resolveQuery } from './resolve-query.ts';

/**
 * Checks that a line can be searched, as slots or as episodes.
 * @throws {VialogError} QUERY_SYNTAX or QUERY_UNKNOWN_NAME, each problem with its position in the line
 */
export async function checkSearchLine(ports: EventPorts, line: string): Promise<void> {
  await resolveQuery(ports, line, 'episodes');
}
