export { HolidayLibrary } from './holiday-library.ts';
