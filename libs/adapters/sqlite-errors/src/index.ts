export { sqliteFaultOf, writeFaultAdvice, type SqliteFault } from './sqlite-fault.ts';
