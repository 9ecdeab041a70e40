import { readFileSync } from 'node:fs';
import { environmentConforms } from '@vialog/configuration/conformance';
import { apiEnvironment } from './configuration.ts';

environmentConforms({
  schema: apiEnvironment,
  readme: readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
  wrong: {
    VIALOG_PORT: 'http',
    NATS_URL: 'http://broker',
    ELASTICSEARCH_URL: 'https://elastic:secret@es:9200',
    DATABASE_URL: 'mysql://u:hidden@db/x',
    VIALOG_ALLOW_CIDRS: '10.0.0.0/99',
    VIALOG_ADMIN_TOKEN: 'hush',
    VIALOG_BEHIND_TLS: 'yes',
    VIALOG_TRUSTED_PROXIES: '10.0.0.0/8,everything',
    VIALOG_RATE_LIMIT: '-1',
    VIALOG_DEMO: 'on',
    VIALOG_LOG_LEVEL: 'loud',
  },
  secret: 'NATS_PASSWORD',
});
