import assert from "node:assert/strict";
import { chmod, lstat, mkdir, mkdtemp, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { freePort } from "@hephaestus/db/testing/free-port.ts";
import { openLogFile } from "./log-file.ts";
import { startPostgres } from "./postgres.ts";
import { removePostgresFolder } from "./postgres-folder.ts";
import { OPEN_FOLDER } from "./postgres-programs.ts";

async function makeHome(mode: number) {
	const home = await mkdtemp(join(tmpdir(), "hephaestus-home-"));
	await chmod(home, mode);
	const folder = join(home, "hephaestus/.data/postgres");
	const log = openLogFile(join(home, "postgres.log"));
	return {
		folder,
		async start(password = "secret") {
			const options = { folder, port: await freePort(), password, durable: false, log };
			return await startPostgres(options, () => undefined);
		},
		async [Symbol.asyncDispose]() {
			log.close();
			await removePostgresFolder(folder);
			await rm(home, { recursive: true });
		},
	};
}

test("data survives a restart, in a home of mode 0700 too, and no home is opened to others", async () => {
	await using home = await makeHome(0o700);
	const first = await home.start();
	const client = await first.connect();
	await client.query("create table kept as select 42 as answer");
	await client.end();
	await first.stop(5_000);
	const second = await home.start();
	const again = await second.connect();
	assert.deepEqual((await again.query("select answer from kept")).rows, [{ answer: 42 }]);
	await again.end();
	await second.stop(5_000);
	if (userInfo().uid === 0) {
		assert.ok((await readlink(home.folder)).startsWith(OPEN_FOLDER));
		assert.equal((await lstat(join(home.folder, "../../.."))).mode & 0o777, 0o700);
	}
});

test("where its user may enter, the data stays in the data folder", async () => {
	await using home = await makeHome(0o755);
	const server = await home.start();
	await server.stop(5_000);
	assert.ok((await lstat(home.folder)).isDirectory());
});

test("secrets that do not belong to the cluster are named as the cause", async () => {
	await using home = await makeHome(0o755);
	await (await home.start("one")).stop(5_000);
	const server = await home.start("another");
	await assert.rejects(server.connect(), { remedy: /secrets\.json does not belong to this cluster/ });
	await server.stop(5_000);
});

test("data of another major version is refused with the two ways out", async () => {
	await using home = await makeHome(0o755);
	await mkdir(home.folder, { recursive: true });
	await writeFile(join(home.folder, "PG_VERSION"), "15\n");
	await assert.rejects(home.start(), { message: /made by PostgreSQL 15/, remedy: /pg_dump.*--reset/ });
});
