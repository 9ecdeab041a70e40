import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'geometry', rootDir: import.meta.dirname };
