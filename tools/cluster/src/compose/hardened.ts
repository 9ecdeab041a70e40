/** What holds for every container: no rights, no files but its volume, no core dump (it could hold a frame), one log limit. */
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
