import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'edge', rootDir: import.meta.dirname };
