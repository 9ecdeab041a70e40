/** Servers the services may need. */
export type ServerName = 'nats' | 'elasticsearch' | 'postgresql';

/** Folders that persist across restarts. */
export type FolderName = 'data' | 'events' | 'secrets' | 'public-key';

/**
 * Where services run, and what differs there: processes on one host, or containers of a compose file, whose values contain
 * references like `${VIALOG_ADMIN_TOKEN}`.
 */
export interface DeploymentTarget {
  /** Address a service listens on. */
  readonly host: string;
  readonly port: number;
  /** Address of a server; undefined if it does not run here. */
  url(server: ServerName): string | undefined;
  /** Password of a NATS user. */
  password(user: string): string;
  /** Folder for this kind of data; undefined if there is none. */
  folder(name: FolderName): string | undefined;
  /** Value of a variable of the operator; undefined: the default of the service. */
  chosen(variable: string): string | undefined;
  /** A required secret. */
  secret(variable: string): string;
}
