/** Settings of every container: no capabilities, a read-only root, no core dump (it could contain a frame), a log limit. */
export const hardened = {
  read_only: true,
  tmpfs: ['/tmp'],
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  ulimits: { core: 0 },
  init: true,
  restart: 'unless-stopped',
  logging: { driver: 'local', options: { 'max-size': '20m', 'max-file': '5' } },
} as const;
