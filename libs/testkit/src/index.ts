export { freePort } from './free-port.ts';
export { testToken, VialogServer, type ServerOptions } from './vialog-server.ts';
