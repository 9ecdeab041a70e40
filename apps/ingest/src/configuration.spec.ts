import { readFileSync } from 'node:fs';
import { environmentConforms } from '@vialog/configuration/conformance';
import { ingestEnvironment } from './configuration.ts';

environmentConforms({
  schema: ingestEnvironment,
  readme: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
  wrong: {
    VIALOG_PORT: '70000',
    NATS_URL: 'nats://ingest:secret@broker:4222',
    VIALOG_REGION: 'a_b',
    VIALOG_ALLOW_CIDRS: 'somewhere',
    VIALOG_LOG_LEVEL: 'loud',
  },
  secret: 'NATS_PASSWORD',
});
