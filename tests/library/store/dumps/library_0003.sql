PRAGMA application_id = 1114793075;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE anchor (
    annotation INTEGER NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
    version INTEGER NOT NULL REFERENCES version (id),
    state TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (annotation, version)
) STRICT, WITHOUT ROWID;
INSERT INTO "anchor" VALUES(1,3,'exact',4,14,1.0);
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL REFERENCES version (id),
    motivation TEXT NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    colour TEXT NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL
, style TEXT NOT NULL DEFAULT 'fill', earlier TEXT NOT NULL DEFAULT '[]', let_go INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "annotation" VALUES(1,'u1',1,3,'commenting','noon ferry','The ',' to Skerry Island left on Thursd',4,14,'A note','["tag"]','pink',5,6,'fill','[]',0);
CREATE TABLE annotation_text (
    annotation INTEGER PRIMARY KEY REFERENCES annotation (id) ON DELETE CASCADE,
    said TEXT NOT NULL
) STRICT;
INSERT INTO "annotation_text" VALUES(1,'noon ferry a note');
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    imported INTEGER NOT NULL,
    version INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    headline TEXT NOT NULL,
    headline_key TEXT NOT NULL,
    source TEXT NOT NULL,
    published TEXT,
    published_key INTEGER NOT NULL,
    lead TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    language TEXT NOT NULL
, stub INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "article" VALUES(1,'3a243d65-6e63-49b4-95aa-c9677f75018a',1795427075796,3,2,'Ferry sails without its captain','ferry sails without its captain','','["2015-05-14T20:55","label"]',1431636900,'The noon ferry to Skerry Island left on Thursday with forty-one passengers, a crate of hens and nobody at the wheel. “We noticed when it went past the lighthouse twice,” said Ada Merrow, who keeps the café on the pier. The harbour office sa',56,'en',0);
INSERT INTO "article" VALUES(2,'6935adda-1a48-4dc8-a4c9-f0ef763bc391',1795427075799,2,1,'Bell tower closes for repairs','bell tower closes for repairs','The Ellery Post','["2017-03-02T07:30:00+00:00","metadata"]',1488439800,'The bell tower of Port Ellery will be silent until the autumn, the parish council decided on Wednesday evening. Cracks as wide as a thumb were found in two of the four oak beams that carry the great bell, known as Old Martha. “She has rung ',61,'en',0);
CREATE TABLE colour_name (
    colour TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE fact (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "fact" VALUES('anchors','3');
INSERT INTO "fact" VALUES('notebook','1.1');
INSERT INTO "fact" VALUES('search','1.1');
CREATE TABLE gone_article (
    article INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    heir INTEGER NOT NULL
) STRICT;
CREATE TABLE identity (
    key TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
INSERT INTO "identity" VALUES('path:/home/ada/in/a.txt',1);
INSERT INTO "identity" VALUES('path:/home/ada/in/c.html',2);
INSERT INTO "identity" VALUES('path:/home/ada/later/a.txt',1);
INSERT INTO "identity" VALUES('story:the ellery post|bell tower closes for repairs|2017-03-02',2);
INSERT INTO "identity" VALUES('story:|ferry sails without its captain|2015-05-14',1);
INSERT INTO "identity" VALUES('url:http://ellery-post.example/news/bell-tower',2);
CREATE TABLE import_file (
    run INTEGER NOT NULL REFERENCES import_run (id),
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    outcome TEXT NOT NULL,
    format TEXT NOT NULL,
    articles TEXT NOT NULL,
    notices TEXT NOT NULL,
    error TEXT NOT NULL, added INTEGER NOT NULL DEFAULT 0, more_stories INTEGER NOT NULL DEFAULT 0, more_notices INTEGER NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "import_file" VALUES(1,0,'/home/ada/in/a.txt','added','text','[1]','[]','',1,0,0,0.513056620999123);
INSERT INTO "import_file" VALUES(1,4294967296,'/home/ada/in/c.html','added','html','[2]','[]','',1,0,0,0.325947402001475);
INSERT INTO "import_file" VALUES(2,0,'/home/ada/later/a.txt','new-version','text','[1]','[]','',0,0,0,3.46585695999237941578e-01);
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    started INTEGER NOT NULL,
    seconds REAL NOT NULL,
    cancelled INTEGER NOT NULL
, paths TEXT NOT NULL DEFAULT '[]', state TEXT NOT NULL DEFAULT 'done', quiet INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "import_run" VALUES(1,1795427074492,1.36413236099906498566e+00,0,'["/home/ada/in"]','done',0);
INSERT INTO "import_run" VALUES(2,1795427075870,1.04933234599957359023e+00,0,'["/home/ada/later"]','done',0);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    operation TEXT NOT NULL,
    inverse TEXT
) STRICT;
INSERT INTO "journal" VALUES(1,'0174e2c4-f0ba-45a3-aa90-19ac665929d3',1795427076924,'{"op":"add-annotation","annotation":{"uuid":"u1","article":1,"version":3,"quote":["noon ferry","The "," to Skerry Island left on Thursd"],"position":[4,14],"motivation":"commenting","note":"A note","tags":["tag"],"colour":"pink","created":5,"modified":6}}','{"op":"remove-annotations","uuids":["u1"]}');
INSERT INTO "journal" VALUES(2,'673cce26-54e4-47ee-8784-949a9d7c59d0',1795427076928,'{"op":"set-flag","articles":[1],"flag":"starred","value":true}','{"op":"restore-flags","flag":"starred","values":[[1,false]]}');
INSERT INTO "journal" VALUES(3,'6d91ba38-b262-40c1-ad34-21a469690d11',1795427076929,'{"op":"edit-tags","articles":[1],"add":["Sea/Ferries","to quote"],"remove":[]}','{"op":"restore-tags","values":[[1,[]]]}');
CREATE TABLE original (
    digest TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    format TEXT NOT NULL,
    PRIMARY KEY (digest, article)
) STRICT, WITHOUT ROWID;
INSERT INTO "original" VALUES('3fd3b24450d00e9c39b0e67a6909fde144e6f06ea8ee563c79ce4fe093d9b7c1',1,'text');
INSERT INTO "original" VALUES('b92bc2b8973553405cb91a34f00d1f5e9e0eeb2d1a754314bd06b2532e086ae5',1,'text');
INSERT INTO "original" VALUES('e3f6bc6b93e0e9767ee6db7d843aa3895b59a5f1656cb50e27dc309f2fc4747e',2,'html');
CREATE TABLE reading (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    trashed INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    position_version INTEGER REFERENCES version (id),
    progress REAL NOT NULL DEFAULT 0,
    opened INTEGER,
    finished INTEGER
) STRICT;
INSERT INTO "reading" VALUES(1,0,1,0,0,20,3,0.25,1795427076930,NULL);
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('tag','tag_by_name','2 1 1');
INSERT INTO "sqlite_stat1" VALUES('tag','tag','2 2 1');
INSERT INTO "sqlite_stat1" VALUES('version','version_by_content','3 1');
INSERT INTO "sqlite_stat1" VALUES('version','sqlite_autoindex_version_1','3 2 1');
INSERT INTO "sqlite_stat1" VALUES('import_file','import_file_by_path','3 2 1');
INSERT INTO "sqlite_stat1" VALUES('import_file','import_file','3 2 1');
INSERT INTO "sqlite_stat1" VALUES('identity','identity','6 1 1');
INSERT INTO "sqlite_stat1" VALUES('annotation','annotation_by_article','1 1');
INSERT INTO "sqlite_stat1" VALUES('annotation','sqlite_autoindex_annotation_1','1 1');
CREATE TABLE story_text (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    byline TEXT NOT NULL,
    body TEXT NOT NULL,
    source TEXT NOT NULL,
    section TEXT NOT NULL,
    notes TEXT NOT NULL,
    tags TEXT NOT NULL
) STRICT;
INSERT INTO "story_text" VALUES(1,'harbour news ferry sails without its captain','',' additional reporting by olin tarn','the noon ferry to skerry island left on thursday with forty one passengers  a crate of hens and nobody at the wheel   we noticed when it went past the lighthouse twice   said ada merrow  who keeps the cafe on the pier  the harbour office said that the boat had been found unharmed on a sandbank before tea ','','','a note','sea ferries to quote tag');
INSERT INTO "story_text" VALUES(2,'bell tower closes for repairs','','   the ellery post','the bell tower of port ellery will be silent until the autumn  the parish council decided on wednesday evening  cracks as wide as a thumb were found in two of the four oak beams that carry the great bell  known as old martha   she has rung for three hundred years and can rest for one summer   said the warden  jonah pike ','the ellery post','','','');
CREATE TABLE tag (
    article INTEGER NOT NULL REFERENCES article (id),
    name TEXT NOT NULL,
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "tag" VALUES(1,'Sea/Ferries');
INSERT INTO "tag" VALUES(1,'to quote');
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    canonical_text INTEGER NOT NULL,
    headline TEXT NOT NULL,
    published TEXT,
    updated TEXT,
    word_count INTEGER NOT NULL,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    original TEXT NOT NULL,
    imported INTEGER NOT NULL,
    notices TEXT NOT NULL,
    story BLOB NOT NULL, stub INTEGER NOT NULL DEFAULT 0, withdrawn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (article, ordinal)
) STRICT;
INSERT INTO "version" VALUES(1,1,1,'4afc123339e49ea203d04c3bd556b4a47529b92d4af4606c6cb599f47274bda9',1,'Ferry sails without its captain','["2015-05-14T20:55","label"]','["2015-05-14T21:30","label"]',56,'/home/ada/in/a.txt','text','b92bc2b8973553405cb91a34f00d1f5e9e0eeb2d1a754314bd06b2532e086ae5',1795427075796,'[]',X'789C7D513B4E033110BDCAC8F506258134DBA54150200A2251A014E3F5ECDA5A635BB657AB551429078103700E6E929330DE502021A8FC99F7E6BD3773109A5059E348D4E296629C20A1B1094693B51F32989CA0C190D1385189DE343D4586DE61947E88E0684CFC1F06694DD2A444FD22D6CBD566B1DC2C5637BBF5B2DE6CB86E519215FB4A0C4161FE0D5BD5D7CB9F308BAE1BB02BA6A8E8369194C9FCDA2A3E8D77682152F0311BD7819CE09123C00E63014BEB9B3EB1C441F44C0918B18B183497CAAFD86902E7BD8376CE9B3D3CF5F3ED3EB1AE024B6D062EEFF41093C2699E05B42C3641C094C875145305084DE430E05BD0E41214AEF3D2AB09304366955113D92BB13F567F58399FDE9E8B996C1A5205EE78E03092CB45E9D2C49A4E975D24823C32AE3A9FDECB92146C15C2033BF763C55C0F3D514833A7C1F6F3A364288F6028FE67A2CC437FEFD3B72D4B5CDA67FD1D437ABE685420890DB67EE0A08363CA2B9B661164BC53125DCF089E131B252C8AFBE31724B5CEFE',0,0);
INSERT INTO "version" VALUES(2,2,1,'01bce57ed24b495012b72271f99341d5f2f1c04d30b70a8213c2286cf4b339ab',1,'Bell tower closes for repairs','["2017-03-02T07:30:00+00:00","metadata"]',NULL,61,'/home/ada/in/c.html','html','e3f6bc6b93e0e9767ee6db7d843aa3895b59a5f1656cb50e27dc309f2fc4747e',1795427075799,'[]',X'789C7D924F8AD54010C6AF52F4D6BCF7E2CC62204BC58D200E38E042DEA292AE499A74AA43FF313E868139881EC06B789439895F07C485389BA4535F7D55BFAAF4839984AD772AA6336FC47BCA619348830F4912DD87485156763199C6A450E25013EF26A177DE4BBCD06D4819D25A7AEFD224D6745FCC55FBFAE6D05E1FDAABBBF6A6BB6EBBB67DD5D6271217C96C39B33937C6B38E85C75A51145A891EC729E73575A7D3B66D47D99B1C563439CA375E562F27952D9D7A28871D15BE218A7519D65F3FE95FB4DE87614EE07A303372568E3C465EA73A50A5AD8EFEEFE4E11EC698FF14D91C945E28392F9AA96876C884854B2E8B36FB1935313C0DA1E800D9CAE0AC580A4A9FC5AA24CB1792AFA24EC7A3393F36FF21791B19A4C4095DADD437A37C597A0298E06714B5E494F2162A66ED8C18907906222F0921CE3470047855C728F8AEC335346BD8B4D6FCE82D7DE088D497589E9FBE7F428509865874DC6F429EA220040A2C9C2EC21184401A58714B52DE9382625965592436CF4F3F28B1B33BCBC6D10AF6F53E284F74EB66A9EDCF8FBF0113C7DC35',0,0);
INSERT INTO "version" VALUES(3,1,2,'d9d11d048e2c76bd1f69b19a5636482e852336e6a1ed4edec10db9394b52022b',1,'Ferry sails without its captain','["2015-05-14T20:55","label"]','["2015-05-14T23:05","label"]',56,'/home/ada/later/a.txt','text','3fd3b24450d00e9c39b0e67a6909fde144e6f06ea8ee563c79ce4fe093d9b7c1',1795427076897,'[]',X'789C7D514B4E24310CBD8A9575356A3EBDE91D1B342C100B5A62817AE1545C95A8821D2529954A08898330079873CC4D38C9380D1B349A59E5E3F7FCDEB35F8C2774313099BDB9A19C572818628125542F7385500BF4982A06369D99423F5156E80FCC56E60C4C4BD1FF34DB188A2767F64FE6627BBEDB6C779BF3ABC3C576BFDB693DA2A5688E9D9993C3FA37EC72BFFD068BC8E38C6333454DB7CFE442D5D7B5D3330863844C49720D3C825DE15E23C0017303DB28FD5454E2C54C4A499871CC98BC96DAAF3978021661184E79ABC0C374BADD16D5751069A8A0E5839F7371B89E6601838AAD1B618284A5108F944B07087DD640200378E2028DCF62C5AD8015AA2A2D9E289E99E36BF70F3B1F6FEF8FCD500D3DB906671D3A2CC4B5297D368961F46D1F85A02E8AEB3EDE7EB64539B8760877EA5E964EB90213512A274E8FC3EF5F2D477BA440F97F26DA4CFCD74E651854E2B37DF55F31ACE8C5A3034B6A70905983CEAC946735AD22A8787616795284CE4A8D1236C5E3EB1F703AD071',0,0);
CREATE TABLE watched_folder (
    path TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX article_by_headline ON article (headline_key, id);
CREATE INDEX article_by_length ON article (word_count, id);
CREATE INDEX version_by_content ON version (content_hash);
CREATE INDEX reading_read ON reading (article) WHERE read = 1;
CREATE INDEX reading_starred ON reading (article) WHERE starred = 1;
CREATE INDEX reading_put_away ON reading (article) WHERE archived = 1 OR trashed = 1;
CREATE INDEX annotation_by_article ON annotation (article);
CREATE INDEX tag_by_name ON tag (name, article);
CREATE INDEX article_stub ON article (id) WHERE stub = 1;
CREATE INDEX reading_begun ON reading (article) WHERE progress > 0.02 AND read = 0;
CREATE INDEX import_file_by_path ON import_file (run, path);
CREATE INDEX article_by_published ON article (published_key DESC, imported DESC, id);
CREATE INDEX article_by_imported ON article (imported DESC, id);
CREATE INDEX article_by_source ON article (source, published_key DESC, imported DESC, id);
COMMIT;
CREATE VIRTUAL TABLE story_index USING fts5 (
    headline, standfirst, byline, body, source, section, notes, tags,
    content = 'story_text', content_rowid = 'article', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO story_index (story_index) VALUES ('rebuild');
