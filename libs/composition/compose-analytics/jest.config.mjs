import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-analytics', rootDir: import.meta.dirname };
