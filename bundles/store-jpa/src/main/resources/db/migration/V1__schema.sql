-- Jobs are never deleted, so nothing can be left without its job: the tables of jobs have no foreign keys, whose checks
-- would cost on every insert.
-- Times are nanoseconds since 1970-01-01T00:00Z. ${text} is the type for text without a limit.

CREATE TABLE installation (
    id        SMALLINT    NOT NULL PRIMARY KEY,
    server_id VARCHAR(8)  NOT NULL,
    created   BIGINT      NOT NULL
);

-- What changes while a job lives, and what decides when and where it starts. Small, so that changing and listing are cheap.
CREATE TABLE job (
    id                 BIGINT       NOT NULL PRIMARY KEY,
    owner              VARCHAR(64)  NOT NULL,
    project            VARCHAR(255) NOT NULL,
    state              VARCHAR(10)  NOT NULL,
    version            BIGINT       NOT NULL,
    submitted          BIGINT       NOT NULL,
    cpu_millis         BIGINT       NOT NULL,
    memory_bytes       BIGINT       NOT NULL,
    lifespan_millis    BIGINT       NOT NULL,
    wanted_executor    VARCHAR(255) NOT NULL,
    attempt            INTEGER      NOT NULL,
    state_time         BIGINT       NOT NULL,
    reason_code        VARCHAR(40)  NOT NULL,
    reason_message     VARCHAR(1000) NOT NULL,
    intent_kind        VARCHAR(10),
    intent_code        VARCHAR(40),
    intent_message     VARCHAR(1000),
    intent_time        BIGINT,
    placement_executor VARCHAR(255),
    placement_node     VARCHAR(255),
    handle             VARCHAR(600),
    started            BIGINT,
    ended              BIGINT,
    exit_code          INTEGER,
    cpu_seconds        DOUBLE PRECISION,
    memory_peak        BIGINT
);
-- Lists are newest first, and Derby reads an index in its own direction only. Jobs of an owner are listed state by state.
CREATE INDEX job_newest ON job (id DESC);
CREATE INDEX job_state ON job (state, id DESC);
CREATE INDEX job_owner ON job (owner, state, id DESC);
CREATE INDEX job_project ON job (project, id DESC);

-- What was submitted; written once. The script stands last so that reading the others does not touch its pages.
CREATE TABLE job_spec (
    job_id      BIGINT         NOT NULL PRIMARY KEY,
    name        VARCHAR(1000)  NOT NULL,
    description VARCHAR(16000) NOT NULL,
    search_text VARCHAR(20000),
    image       VARCHAR(1000)  NOT NULL,
    network     BOOLEAN        NOT NULL,
    root        BOOLEAN        NOT NULL,
    details     ${text},
    script      ${text}        NOT NULL
);

CREATE TABLE job_tag (
    tag    VARCHAR(400) NOT NULL,
    job_id BIGINT       NOT NULL
);
CREATE UNIQUE INDEX job_tag_newest ON job_tag (tag, job_id DESC);

CREATE TABLE job_history (
    job_id             BIGINT        NOT NULL,
    step               BIGINT        NOT NULL,
    attempt            INTEGER       NOT NULL,
    state              VARCHAR(10)   NOT NULL,
    state_time         BIGINT        NOT NULL,
    reason_code        VARCHAR(40)   NOT NULL,
    reason_message     VARCHAR(1000) NOT NULL,
    placement_executor VARCHAR(255),
    placement_node     VARCHAR(255),
    PRIMARY KEY (job_id, step)
);

CREATE TABLE submission (
    owner          VARCHAR(64)  NOT NULL,
    submission_key VARCHAR(400) NOT NULL,
    fingerprint    VARCHAR(200) NOT NULL,
    job_ids        ${text}      NOT NULL,
    created        BIGINT       NOT NULL,
    PRIMARY KEY (owner, submission_key)
);
CREATE INDEX submission_created ON submission (created);

CREATE TABLE account (
    login         VARCHAR(64)   NOT NULL PRIMARY KEY,
    uid           INTEGER       NOT NULL UNIQUE,
    gid           INTEGER       NOT NULL,
    group_ids     ${text}       NOT NULL,
    home          VARCHAR(4096),
    mail          VARCHAR(1000),
    administrator BOOLEAN       NOT NULL,
    enabled       BOOLEAN       NOT NULL,
    created       BIGINT        NOT NULL,
    password_hash VARCHAR(1000) NOT NULL
);

CREATE TABLE access_token (
    id          VARCHAR(100)  NOT NULL PRIMARY KEY,
    owner       VARCHAR(64)   NOT NULL,
    kind        VARCHAR(10)   NOT NULL,
    name        VARCHAR(1000) NOT NULL,
    secret_hash VARCHAR(200)  NOT NULL UNIQUE,
    created     BIGINT        NOT NULL,
    expires     BIGINT
);
CREATE INDEX access_token_owner ON access_token (owner, kind, created);
CREATE INDEX access_token_expires ON access_token (expires);
