export { FolderLocked, lockFolder } from './lock-folder.ts';
export { sqliteFaultOf, writeFaultAdvice, type SqliteFault } from './sqlite-fault.ts';
