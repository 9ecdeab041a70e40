import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'events-elasticsearch', rootDir: import.meta.dirname };
