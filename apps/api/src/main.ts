import 'reflect-metadata';
import { listenRefusal } from '@vialog/http-api';
import { environmentOrExit } from '@vialog/configuration';
import { runService } from '@vialog/service-runtime';
import { apiEnvironment } from './configuration.ts';
import { startApi } from './start-api.ts';

const configuration = environmentOrExit(apiEnvironment, process);
const refusal = listenRefusal(configuration);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exit(1);
}
await runService('api', configuration, (start) => startApi(configuration, start));
