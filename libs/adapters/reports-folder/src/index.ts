export { FileReportFolder } from './file-report-folder.ts';
