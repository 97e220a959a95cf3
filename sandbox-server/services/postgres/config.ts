import { limits } from "#protocol";

/** How PostgreSQL runs here. It lives for a minute at most and nothing of it is kept. */

const { connections, walBytes } = limits.services.postgres;

export const conf = `
listen_addresses = ''
unix_socket_directories = '/sockets'
unix_socket_permissions = 0777
hba_file = '/template/pg_hba.conf'

# All of them for the program: what we look with is a walsender, which has places of its own.
max_connections = ${connections}
superuser_reserved_connections = 0
reserved_connections = 0
max_wal_senders = 2

# Small, because a set is kept warm; shared memory that a filter without memfd and /dev/shm allows.
shared_buffers = 8MB
dynamic_shared_memory_type = mmap
io_method = sync
jit = off
max_worker_processes = 4
max_parallel_workers = 2
max_logical_replication_workers = 0
# Its checkpoint would end the server over a full disk.
max_active_replication_origins = 0
autovacuum = off

# Nothing survives this server, so nothing is waited for.
fsync = off
full_page_writes = off
max_wal_size = ${walBytes >> 22}MB
min_wal_size = 2MB
checkpoint_completion_target = 0

log_min_messages = log
log_checkpoints = off
timezone = 'UTC'
log_timezone = 'UTC'
`;

/** The database's owner comes without a password, our own view with one, the superuser not at all. */
export const hba = `
local all ${"lab"} trust
local lab looplab scram-sha-256
local all all reject
`;

/** SQL for the single-user server, one statement a line: the template's only database is the program's. */
export const roles = (password: string): readonly string[] => [
  "ALTER DATABASE postgres RENAME TO lab",
  "UPDATE pg_database SET datistemplate = false",
  "DROP DATABASE template0",
  "CREATE ROLE lab LOGIN",
  "ALTER DATABASE lab OWNER TO lab",
  `CREATE ROLE looplab LOGIN REPLICATION PASSWORD '${password}'`,
  "GRANT pg_monitor TO looplab",
];
/** 7 MB that every start would copy. */
export const last = "DROP DATABASE template1";
