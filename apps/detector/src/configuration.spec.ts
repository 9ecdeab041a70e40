import { readFileSync } from 'node:fs';
import { environmentConforms } from '@vialog/configuration/conformance';
import { detectorEnvironment } from './configuration.ts';

environmentConforms({
  schema: detectorEnvironment,
  readme: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
  wrong: {
    VIALOG_PORT: '-1',
    NATS_URL: 'broker:4222',
    VIALOG_DETECTORS: 'many',
    VIALOG_LOG_LEVEL: 'loud',
  },
  secret: 'NATS_PASSWORD',
});
