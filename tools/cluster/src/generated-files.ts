import { natsServerConfig } from '@vialog/nats';
import { composeFile } from './compose/compose-file.ts';
import { serverNamed } from './servers.ts';
import { dockerfile, dockerignore } from './image/dockerfile.ts';

/** Generated files by path. `npm run compose` writes them; a test compares them with the committed ones. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'docker-compose.yml': composeFile(),
    Dockerfile: dockerfile(),
    '.dockerignore': dockerignore,
    'deploy/nats.conf': natsServerConfig({
      host: '0.0.0.0',
      port: serverNamed('nats').port,
      monitorPort: 8222,
      storeDir: '/data',
    }),
  };
}
