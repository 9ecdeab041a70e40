import 'reflect-metadata';
import { listenRejection } from '@vialog/http-api';
import { environmentOrExit } from '@vialog/configuration';
import { runService } from '@vialog/service-runtime';
import { apiEnvironment } from './configuration.ts';
import { startApi } from './start-api.ts';

const configuration = environmentOrExit(apiEnvironment, process);
const rejection = listenRejection(configuration);
if (rejection !== undefined) {
  process.stderr.write(`${rejection}\n`);
  process.exit(1);
}
await runService('api', configuration, (start) => startApi(configuration, start));
