/** Servers the services may need. */
export type ServerName = 'nats' | 'elasticsearch' | 'postgresql';

/** Folders that are kept from one start to the next. */
export type FolderName = 'data' | 'events';

/**
 * Where services run, asked by the table for what differs from place to place: processes on one host, or containers of a
 * compose file, whose answers hold references like `${VIALOG_ADMIN_TOKEN}` instead of values.
 */
export interface Place {
  /** Address a service listens on. */
  readonly host: string;
  readonly port: number;
  /** Where a server is reached; undefined where this place has none. */
  url(server: ServerName): string | undefined;
  /** Password of a user of NATS. */
  password(user: string): string;
  /** A folder only this kind of service writes to; undefined where this place has none of that name. */
  folder(name: FolderName): string | undefined;
  /** What the operator set, the same variable under the same name; undefined leaves the service its default. */
  chosen(variable: string): string | undefined;
  /** A secret of the operator that has to be there. */
  secret(variable: string): string;
}
