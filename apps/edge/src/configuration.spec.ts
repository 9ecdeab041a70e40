import { readFileSync } from 'node:fs';
import { environmentConforms } from '@vialog/configuration/conformance';
import { edgeEnvironment } from './configuration.ts';

environmentConforms({
  schema: edgeEnvironment,
  readme: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
  wrong: {
    VIALOG_PORT: 'x',
    NATS_URL: 'broker',
    VIALOG_DETECTORS: '0',
    VIALOG_ALLOW_CIDRS: 'somewhere',
    VIALOG_LOG_LEVEL: 'loud',
  },
  secret: 'NATS_PASSWORD',
});
