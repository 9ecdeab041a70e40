import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'reports', rootDir: import.meta.dirname };
