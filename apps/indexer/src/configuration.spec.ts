import { readFileSync } from 'node:fs';
import { environmentConforms } from '@vialog/configuration/conformance';
import { indexerEnvironment } from './configuration.ts';

environmentConforms({
  schema: indexerEnvironment,
  readme: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
  wrong: {
    VIALOG_PORT: 'x',
    NATS_URL: 'broker',
    ELASTICSEARCH_URL: 'es:9200',
    VIALOG_EVENTS_MAX_BYTES: '1',
    VIALOG_LOG_LEVEL: 'loud',
  },
  secret: 'NATS_PASSWORD',
});
