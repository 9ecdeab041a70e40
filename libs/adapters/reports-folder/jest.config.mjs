import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'reports-folder', rootDir: import.meta.dirname };
