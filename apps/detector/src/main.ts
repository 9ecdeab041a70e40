import 'reflect-metadata';
import { environmentOrExit } from '@vialog/configuration';
import { runService } from '@vialog/service-runtime';
import { detectorEnvironment } from './configuration.ts';
import { startDetector } from './start-detector.ts';

const configuration = environmentOrExit(detectorEnvironment, process);
await runService('detector', configuration, (start) => startDetector(configuration, start));
