// SPDX-License-Identifier: MIT
// DuckDB as a peer: ten columns of every event into a table, two threads.
import { createRequire } from 'node:module';
const require = createRequire(process.env.DUCK_HOME + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const db = await DuckDBInstance.create(':memory:', { threads: '2' });
const c = await db.connect();
const column = (name, path) => `json_extract_string(r, '${path}') "${name}"`;
await c.run(`create table trail as
  select ${[
    column('time', '$.eventTime'), column('name', '$.eventName'),
    column('source', '$.eventSource'), column('region', '$.awsRegion'),
    column('ip', '$.sourceIPAddress'), column('ua', '$.userAgent'),
    column('arn', '$.userIdentity.arn'),
    column('key', '$.userIdentity.accessKeyId'),
    column('error', '$.errorCode'), column('id', '$.eventID'),
  ].join(', ')}
  from (select unnest(Records) r from read_json('${process.argv[2]}',
    maximum_object_size = 268435456, columns = {Records: 'JSON[]'}))`);
const got = await c.runAndReadAll('select count(*) from trail');
console.log(String(got.getRows()[0][0]));
