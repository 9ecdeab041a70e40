import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'reports-print', rootDir: import.meta.dirname };
