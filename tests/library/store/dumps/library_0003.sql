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
INSERT INTO "anchor" VALUES(1,3,'exact',20,31,1.0);
INSERT INTO "anchor" VALUES(1,4,'exact',20,31,1.0);
INSERT INTO "anchor" VALUES(1,5,'exact',20,31,1.0);
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
INSERT INTO "annotation" VALUES(1,'u1',1,3,'commenting','erry Island','The noon ferry to Sk',' left on Thursday with forty-one',20,31,'A note','["tag"]','pink',5,1795432404232,'underline','[{"article":1,"version":3,"quote":["noon ferry","The "," to Skerry Island left on Thursd"],"position":[4,14]}]',1);
CREATE TABLE annotation_text (
    annotation INTEGER PRIMARY KEY REFERENCES annotation (id) ON DELETE CASCADE,
    said TEXT NOT NULL
) STRICT;
INSERT INTO "annotation_text" VALUES(1,'erry island a note');
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
INSERT INTO "article" VALUES(1,'6f1c4b70-e43e-4890-88c7-578fc6dd43ce',1795432402664,5,3,'Ferry sails without anybody','ferry sails without anybody','','["2015-05-14T20:55","label"]',1431636900,'The noon ferry to Skerry Island left on Thursday with forty-one passengers, a crate of hens and nobody at the wheel. “We noticed when it went past the lighthouse twice,” said Ada Merrow, who keeps the café on the pier. The harbour office sa',56,'en',0);
INSERT INTO "article" VALUES(2,'b1784241-256b-4f2f-b033-301408d1e47a',1795432402666,2,2,'Bell tower closes for repairs','bell tower closes for repairs','The Ellery Post','["2017-03-02T07:30:00+00:00","metadata"]',1488439800,'The bell tower of Port Ellery will be silent until the autumn, the parish council decided on Wednesday evening. Cracks as wide as a thumb were found in two of the four oak beams that carry the great bell, known as Old Martha. “She has rung ',61,'en',0);
CREATE TABLE colour_name (
    colour TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "colour_name" VALUES('pink','to quote');
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
INSERT INTO "gone_article" VALUES(3,'300e4a23-c292-487a-a936-0f5255a45030',2);
CREATE TABLE identity (
    key TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
INSERT INTO "identity" VALUES('path:/home/ada/in/a.txt',1);
INSERT INTO "identity" VALUES('path:/home/ada/in/c.html',2);
INSERT INTO "identity" VALUES('path:/home/ada/later/a.txt',1);
INSERT INTO "identity" VALUES('path:/home/ada/other/d.txt',2);
INSERT INTO "identity" VALUES('story:the ellery post|bell tower closes for repairs|2017-03-02',2);
INSERT INTO "identity" VALUES('story:|ferry sails without its captain|2015-05-14',1);
INSERT INTO "identity" VALUES('story:|hens of the harbour get a house|2016-06-03',2);
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
INSERT INTO "import_file" VALUES(1,0,'/home/ada/in/a.txt','added','text','[1]','[]','',1,0,0,2.44160477999685099348e-01);
INSERT INTO "import_file" VALUES(1,4294967296,'/home/ada/in/c.html','added','html','[2]','[]','',1,0,0,5.07192475000920239835e-01);
INSERT INTO "import_file" VALUES(2,0,'/home/ada/later/a.txt','new-version','text','[1]','[]','',0,0,0,1.78458137001143768429e-01);
INSERT INTO "import_file" VALUES(3,0,'/home/ada/other/d.txt','added','text','[3]','[]','',1,0,0,4.43204545001208316534e-01);
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    started INTEGER NOT NULL,
    seconds REAL NOT NULL,
    cancelled INTEGER NOT NULL
, paths TEXT NOT NULL DEFAULT '[]', state TEXT NOT NULL DEFAULT 'done', quiet INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "import_run" VALUES(1,1795432400534,2.1780883659994287882e+00,0,'["/home/ada/in"]','done',0);
INSERT INTO "import_run" VALUES(2,1795432402718,1.48784486600197851657e+00,0,'["/home/ada/later"]','done',0);
INSERT INTO "import_run" VALUES(3,1795432404257,1.29125088399814558215e+00,0,'["/home/ada/other"]','done',0);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    operation TEXT NOT NULL,
    inverse TEXT
) STRICT;
INSERT INTO "journal" VALUES(1,'96a85cab-dd33-498f-88a3-68f9b6cbbf59',1795432404215,'{"op":"add-annotation","annotation":{"uuid":"u1","article":1,"version":3,"quote":["noon ferry","The "," to Skerry Island left on Thursd"],"position":[4,14],"motivation":"commenting","note":"A note","tags":["tag"],"colour":"pink","created":5,"modified":6}}','{"op":"remove-annotations","uuids":["u1"]}');
INSERT INTO "journal" VALUES(2,'f43e9293-3173-4517-8705-1fa58e90c63d',1795432404220,'{"op":"set-flag","articles":[1],"flag":"starred","value":true}','{"op":"restore-flags","flag":"starred","values":[[1,false]]}');
INSERT INTO "journal" VALUES(3,'48ffea5c-340d-4f24-a4fa-76c31a1a32cb',1795432404221,'{"op":"edit-tags","articles":[1],"add":["Sea/Ferries","to quote"],"remove":[]}','{"op":"restore-tags","values":[[1,[]]]}');
INSERT INTO "journal" VALUES(4,'c5e6cdb3-2a5f-4a95-ba12-637359b473d1',1795432404228,'{"op":"place-annotation","uuid":"u1","target":{"article":1,"version":3,"quote":["erry Island","The noon ferry to Sk"," left on Thursday with forty-one"],"position":[20,31]},"earlier":null}','{"op":"place-annotation","uuid":"u1","target":{"article":1,"version":3,"quote":["noon ferry","The "," to Skerry Island left on Thursd"],"position":[4,14]},"earlier":[]}');
INSERT INTO "journal" VALUES(5,'bcf83e4c-fd22-484f-af24-521334307b96',1795432404232,'{"op":"edit-annotation","uuid":"u1","note":null,"tags":null,"colour":null,"style":"underline","let_go":true}','{"op":"edit-annotation","uuid":"u1","note":"A note","tags":["tag"],"colour":"pink","style":"fill","let_go":false}');
INSERT INTO "journal" VALUES(6,'0f96bc59-b672-4755-9275-d3d3a2105e89',1795432404236,'{"op":"name-colour","colour":"pink","name":"to quote"}','{"op":"name-colour","colour":"pink","name":""}');
INSERT INTO "journal" VALUES(7,'cd9e3127-32b1-49a4-a4f4-ae61d872e3de',1795432404238,'{"op":"correct-story","article":1,"basis":3,"story":{"headline":"Ferry sails alone","kicker":"Harbour news","published":["2015-05-14T20:55","label"],"updated":["2015-05-14T23:05","label"],"language":"en","credit":"Additional reporting by Olin Tarn","blocks":[{"k":"paragraph","s":["The noon ferry to Skerry Island left on Thursday with forty-one passengers, a crate of hens and nobody at the wheel."]},{"k":"paragraph","s":["“We noticed when it went past the lighthouse twice,” said Ada Merrow, who keeps the café on the pier."]},{"k":"paragraph","s":["The harbour office said that the boat had been found unharmed on a sandbank before tea."]}]}}','{"op":"turn-versions","article":1,"turn":[[4],[],3]}');
INSERT INTO "journal" VALUES(8,'5564424e-05ff-420f-9375-5cf9b1ccfb04',1795432404248,'{"op":"turn-versions","article":1,"turn":[[4],[],3]}','{"op":"turn-versions","article":1,"turn":[[],[4],4]}');
INSERT INTO "journal" VALUES(9,'5e766ad6-d87b-4cd7-8d4d-77689ad4082d',1795432404252,'{"op":"correct-story","article":1,"basis":3,"story":{"headline":"Ferry sails without anybody","kicker":"Harbour news","published":["2015-05-14T20:55","label"],"updated":["2015-05-14T23:05","label"],"language":"en","credit":"Additional reporting by Olin Tarn","blocks":[{"k":"paragraph","s":["The noon ferry to Skerry Island left on Thursday with forty-one passengers, a crate of hens and nobody at the wheel."]},{"k":"paragraph","s":["“We noticed when it went past the lighthouse twice,” said Ada Merrow, who keeps the café on the pier."]},{"k":"paragraph","s":["The harbour office said that the boat had been found unharmed on a sandbank before tea."]}]}}','{"op":"turn-versions","article":1,"turn":[[5],[],3]}');
INSERT INTO "journal" VALUES(10,'0ad5634c-2c0d-4980-b265-5f25834b7ef7',1795432405553,'{"op":"merge-stories","into":2,"others":[3]}','{"op":"arrange","holdings":[{"article":2,"uuid":"b1784241-256b-4f2f-b033-301408d1e47a","imported":1795432402666,"current":2,"versions":[[2,1]],"annotations":[],"tags":[],"keys":["path:/home/ada/in/c.html","story:the ellery post|bell tower closes for repairs|2017-03-02","url:http://ellery-post.example/news/bell-tower"],"originals":[["e3f6bc6b93e0e9767ee6db7d843aa3895b59a5f1656cb50e27dc309f2fc4747e","html"]],"flags":[false,false,false,false],"place":[0,null,0.0,null,null]},{"article":3,"uuid":"300e4a23-c292-487a-a936-0f5255a45030","imported":1795432405506,"current":6,"versions":[[6,1]],"annotations":[],"tags":[],"keys":["path:/home/ada/other/d.txt","story:|hens of the harbour get a house|2016-06-03"],"originals":[["ecc88445e0c89caf8d8d9cf70180d3061ce757114701cf91fca62c792f8b38ed","text"]],"flags":[false,false,false,false],"place":[0,null,0.0,null,null]}],"gone":[]}');
CREATE TABLE original (
    digest TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    format TEXT NOT NULL,
    PRIMARY KEY (digest, article)
) STRICT, WITHOUT ROWID;
INSERT INTO "original" VALUES('3fd3b24450d00e9c39b0e67a6909fde144e6f06ea8ee563c79ce4fe093d9b7c1',1,'text');
INSERT INTO "original" VALUES('b92bc2b8973553405cb91a34f00d1f5e9e0eeb2d1a754314bd06b2532e086ae5',1,'text');
INSERT INTO "original" VALUES('e3f6bc6b93e0e9767ee6db7d843aa3895b59a5f1656cb50e27dc309f2fc4747e',2,'html');
INSERT INTO "original" VALUES('ecc88445e0c89caf8d8d9cf70180d3061ce757114701cf91fca62c792f8b38ed',2,'text');
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
INSERT INTO "reading" VALUES(1,0,1,0,0,20,3,0.25,1795432404224,NULL);
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('tag','tag_by_name','2 1 1');
INSERT INTO "sqlite_stat1" VALUES('tag','tag','2 2 1');
INSERT INTO "sqlite_stat1" VALUES('version','version_by_content','6 1');
INSERT INTO "sqlite_stat1" VALUES('version','sqlite_autoindex_version_1','6 3 1');
INSERT INTO "sqlite_stat1" VALUES('import_file','import_file_by_path','4 2 1');
INSERT INTO "sqlite_stat1" VALUES('import_file','import_file','4 2 1');
INSERT INTO "sqlite_stat1" VALUES('identity','identity','8 1 1');
INSERT INTO "sqlite_stat1" VALUES('annotation','annotation_by_article','1 1');
INSERT INTO "sqlite_stat1" VALUES('annotation','sqlite_autoindex_annotation_1','1 1');
INSERT INTO "sqlite_stat1" VALUES('anchor','anchor','3 3 1');
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
INSERT INTO "story_text" VALUES(1,'harbour news ferry sails without anybody','',' additional reporting by olin tarn','the noon ferry to skerry island left on thursday with forty one passengers  a crate of hens and nobody at the wheel   we noticed when it went past the lighthouse twice   said ada merrow  who keeps the cafe on the pier  the harbour office said that the boat had been found unharmed on a sandbank before tea ','','','a note','sea ferries to quote tag');
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
INSERT INTO "version" VALUES(1,1,1,'4afc123339e49ea203d04c3bd556b4a47529b92d4af4606c6cb599f47274bda9',1,'Ferry sails without its captain','["2015-05-14T20:55","label"]','["2015-05-14T21:30","label"]',56,'/home/ada/in/a.txt','text','b92bc2b8973553405cb91a34f00d1f5e9e0eeb2d1a754314bd06b2532e086ae5',1795432402664,'[]',X'789C7D513B4E033110BDCAC8F506258134DBA54150200A2251A014E3F5ECDA5A635BB657AB551429078103700E6E929330DE502021A8FC99F7E6BD3773109A5059E348D4E296629C20A1B1094693B51F32989CA0C190D1385189DE343D4586DE61947E88E0684CFC1F06694DD2A444FD22D6CBD566B1DC2C5637BBF5B2DE6CB86E519215FB4A0C4161FE0D5BD5D7CB9F308BAE1BB02BA6A8E8369194C9FCDA2A3E8D77682152F0311BD7819CE09123C00E63014BEB9B3EB1C441F44C0918B18B183497CAAFD86902E7BD8376CE9B3D3CF5F3ED3EB1AE024B6D062EEFF41093C2699E05B42C3641C094C875145305084DE430E05BD0E41214AEF3D2AB09304366955113D92BB13F567F58399FDE9E8B996C1A5205EE78E03092CB45E9D2C49A4E975D24823C32AE3A9FDECB92146C15C2033BF763C55C0F3D514833A7C1F6F3A364288F6028FE67A2CC437FEFD3B72D4B5CDA67FD1D437ABE685420890DB67EE0A08363CA2B9B661164BC53125DCF089E131B252C8AFBE31724B5CEFE',0,0);
INSERT INTO "version" VALUES(2,2,1,'01bce57ed24b495012b72271f99341d5f2f1c04d30b70a8213c2286cf4b339ab',1,'Bell tower closes for repairs','["2017-03-02T07:30:00+00:00","metadata"]',NULL,61,'/home/ada/in/c.html','html','e3f6bc6b93e0e9767ee6db7d843aa3895b59a5f1656cb50e27dc309f2fc4747e',1795432402666,'[]',X'789C7D924F8AD54010C6AF52F4D6BCF7E2CC62204BC58D200E38E042DEA292AE499A74AA43FF313E868139881EC06B789439895F07C485389BA4535F7D55BFAAF4839984AD772AA6336FC47BCA619348830F4912DD87485156763199C6A450E25013EF26A177DE4BBCD06D4819D25A7AEFD224D6745FCC55FBFAE6D05E1FDAABBBF6A6BB6EBBB67DD5D6271217C96C39B33937C6B38E85C75A51145A891EC729E73575A7D3B66D47D99B1C563439CA375E562F27952D9D7A28871D15BE218A7519D65F3FE95FB4DE87614EE07A303372568E3C465EA73A50A5AD8EFEEFE4E11EC698FF14D91C945E28392F9AA96876C884854B2E8B36FB1935313C0DA1E800D9CAE0AC580A4A9FC5AA24CB1792AFA24EC7A3393F36FF21791B19A4C4095DADD437A37C597A0298E06714B5E494F2162A66ED8C18907906222F0921CE3470047855C728F8AEC335346BD8B4D6FCE82D7DE088D497589E9FBE7F428509865874DC6F429EA220040A2C9C2EC21184401A58714B52DE9382625965592436CF4F3F28B1B33BCBC6D10AF6F53E284F74EB66A9EDCF8FBF0113C7DC35',0,0);
INSERT INTO "version" VALUES(3,1,2,'d9d11d048e2c76bd1f69b19a5636482e852336e6a1ed4edec10db9394b52022b',1,'Ferry sails without its captain','["2015-05-14T20:55","label"]','["2015-05-14T23:05","label"]',56,'/home/ada/later/a.txt','text','3fd3b24450d00e9c39b0e67a6909fde144e6f06ea8ee563c79ce4fe093d9b7c1',1795432404156,'[]',X'789C7D514B4E24310CBD8A9575356A3EBDE91D1B342C100B5A62817AE1545C95A8821D2529954A08898330079873CC4D38C9380D1B349A59E5E3F7FCDEB35F8C2774313099BDB9A19C572818628125542F7385500BF4982A06369D99423F5156E80FCC56E60C4C4BD1FF34DB188A2767F64FE6627BBEDB6C779BF3ABC3C576BFDB693DA2A5688E9D9993C3FA37EC72BFFD068BC8E38C6333454DB7CFE442D5D7B5D3330863844C49720D3C825DE15E23C0017303DB28FD5454E2C54C4A499871CC98BC96DAAF3978021661184E79ABC0C374BADD16D5751069A8A0E5839F7371B89E6601838AAD1B618284A5108F944B07087DD640200378E2028DCF62C5AD8015AA2A2D9E289E99E36BF70F3B1F6FEF8FCD500D3DB906671D3A2CC4B5297D368961F46D1F85A02E8AEB3EDE7EB64539B8760877EA5E964EB90213512A274E8FC3EF5F2D477BA440F97F26DA4CFCD74E651854E2B37DF55F31ACE8C5A3034B6A70905983CEAC946735AD22A8787616795284CE4A8D1236C5E3EB1F703AD071',0,0);
INSERT INTO "version" VALUES(4,1,3,'cb00cd083b32059b88581635939645073f2e925735dc89e34a46359be37d3fdf',1,'Ferry sails alone','["2015-05-14T20:55","label"]','["2015-05-14T23:05","label"]',56,'/home/ada/later/a.txt','user','3fd3b24450d00e9c39b0e67a6909fde144e6f06ea8ee563c79ce4fe093d9b7c1',1795432404238,'[]',X'789C7D51316EDC3010FCCA82B52E383BB9E63A37465C182972408AE08AA5B81209D15C81A4200886013F247940DE919FF825199EDD18415291DC99DD99593E1A2FEC6248628EE65672DEA8708885382A6A9D99423F4906F899B3D5255392B5A03E2F3686E2C599E37773BDBF3AECF687DDD5A7D3F5FE7838008F6C259A736796D971FD9BF6F1B87F478B9CC685C7664312803E8B0B15AF1B873368E2485966CD35A491EC465F609A4E9C1BD946EDA702894733A165E6CC63E6D9036A5573F2424935D170495895BE4E97DB5D81AEA3284325C027BFE4E278A335544F03C4B61DD64033972269945C3A62EA3302910EE4256151E84F6AD56DC4952A94562F123F98F353F70F3B2FCF3FBE354335F4E21A3D51A8B44AAA4DE975480CA3AF5E97225457F0BA97E79FED6B1CDD38A67BB8D7B543AFD22432974B4FCFC3EF5F2D477BCC41F2FF4CB49DF8B73FD56180C4EBF8EADF6258C5C5B3232B3038E882A04B42CB034C4384C14FCE729AC0C0AE6054B8299E9FFE0093ACCAFC',0,1);
INSERT INTO "version" VALUES(5,1,4,'fc2b075bee9f399cf54026a2aa79bcfb554452d658166ae3773a1a49e6d33d0c',1,'Ferry sails without anybody','["2015-05-14T20:55","label"]','["2015-05-14T23:05","label"]',56,'/home/ada/later/a.txt','user','3fd3b24450d00e9c39b0e67a6909fde144e6f06ea8ee563c79ce4fe093d9b7c1',1795432404252,'[]',X'789C7D513B4E04310CBD8A957A162D9F6DB6A34150200A56A2405B3813CF249A608F928C462384C441E0009C839B70129C850621A8F2F17B7EEFD98FC613BA1898CCD65C504A0B640C31C31C8A97A900F262C52DA6314368074A0ABBC464654AC03467FD1F271B43F6E4CCF6DE9CAC8F37ABF566757CB63B596F371BAD47B414CDBE31D3E8B0FC869D6ED73F6011B99FB0AF8688B5D02672A1E8EBDCE919843142A2515209DC835DE046EDC30E5305DB28ED9055E2D10C4A1931619F70F45AAABF66E7095884A13B642D02B7C3E1769555D741A4AE8096777E4AD9E1729803742AB6AC840946CC99B8A7941B4068930602E9C01367A87C963A2DC0024595664F148FCCFEA9F9C3CEC7F3CB5D3554424BAEC219428199B854A5AF2631F4BEEE2213945971CDC7F36B5D9283738770ADEE656E942B30108DF9C069B17B7FAB39EA630C94FE335167E2BF772A5DA7125FED8BFF8E61452F1E1D5852839D4C1A7462A53CA8691541C5B3B3C8832274566A94B02AEE9F3E0132DFCF17',0,0);
INSERT INTO "version" VALUES(6,2,2,'352bf538d9f448b7041b2c2eec7f1f259e7635fd10e013e5a4f8383706261f38',1,'Hens of the harbour get a house','["2016-06-03","text"]',NULL,40,'/home/ada/other/d.txt','text','ecc88445e0c89caf8d8d9cf70180d3061ce757114701cf91fca62c792f8b38ed',1795432405506,'[]',X'789C7550BD4EC4300C7E152B734107480CB73180589018D85007B7719BE8D23838694B75BA77C7E9C18814C9969DEFCF67E3086DF091CCD1BC52CCC0031447E0503A9E05462A80E078CE641A8373712CD91C3FCD93457823115E4DDB188B857E59DE590A3C8740B22922CD5DF0D991AD98FBC3DDE3CD41DF836E0A7D970A0D18C719C70AA5A8F32E707FAA126773D25942C15130395D5D85AF6E6060010AB45004B71B4F14C902C7DDFFD78C5BED5FC45BDC1A587D711A44704A8DD6A015305A6D174FEB5FEA5E3052BE35EDA5F947FD437F755E6C861E2702CC7A0FF5223C29D5A0F7D8943B17D808651770B81004BFA8359C388EBB4EE02E1712485C32680481EC634F55B8BDFC0062538792',0,0);
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
